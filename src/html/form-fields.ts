import { html, type Html } from './html.ts'

export interface TextField {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with the value, if it came back. */
  readonly problem?: string | undefined
  readonly value?: string | undefined
  readonly inputMode?: 'text' | 'numeric' | undefined
  readonly maxLength?: number | undefined
  readonly required?: boolean | undefined
  /** `one-time-code`, `name`, … of HTML; `off` unless told. */
  readonly autocomplete?: string | undefined
}

/** One line of text with its label, hint and problem. */
export const textField = (field: TextField): Html =>
  html`<div class="field${field.problem !== undefined && ' field-bad'}">
<label for="f-${field.name}">${field.label}</label>
${field.hint !== undefined && html`<p class="hint" id="f-${field.name}-hint">${field.hint}</p>`}
${field.problem !== undefined && html`<p class="problem" id="f-${field.name}-problem">${field.problem}</p>`}
<input type="text" id="f-${field.name}" name="${field.name}" value="${field.value}" autocomplete="${
  field.autocomplete ?? 'off'}" inputmode="${field.inputMode ?? 'text'}"${
  field.maxLength !== undefined && html` maxlength="${field.maxLength}"`}${
  field.required === true && html` required`}${
  field.problem !== undefined && html` aria-invalid="true"`}${described(field)}>
</div>`

export interface Choice {
  readonly value: string
  readonly label: string
  readonly hint?: string | undefined
  /** BCP 47 tag of the label, where it is not the page's language. */
  readonly lang?: string | undefined
}

/** One of several: a group of radio buttons; the first is chosen unless told. */
export const choiceField = (
  { name, legend, choices, chosen = choices[0]?.value }: {
    readonly name: string
    readonly legend: string
    readonly choices: readonly Choice[]
    readonly chosen?: string | undefined
  },
): Html => html`<fieldset class="choices"><legend>${legend}</legend>
${choices.map(
  (choice) => html`<label class="choice"><input type="radio" name="${name}" value="${choice.value}"${
    choice.value === chosen && html` checked`}>
<span><span class="choice-label"${choice.lang !== undefined && html` lang="${choice.lang}"`}>${choice.label}</span>${
    choice.hint !== undefined && html`<span class="hint">${choice.hint}</span>`}</span></label>`,
)}
</fieldset>`

/** Something that may be switched on. */
export const checkField = (
  { name, label, checked = false }: { readonly name: string; readonly label: string; readonly checked?: boolean },
): Html => html`<label class="choice"><input type="checkbox" name="${name}" value="yes"${
  checked && html` checked`}><span>${label}</span></label>`

const described = ({ name, hint, problem }: TextField): Html | false => {
  const ids = [
    ...(hint === undefined ? [] : [`f-${name}-hint`]),
    ...(problem === undefined ? [] : [`f-${name}-problem`]),
  ]
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`
}
