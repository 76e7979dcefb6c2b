/**
 * The colour of a service, so that one always knows whose site it is. A jurisdiction's profile chooses; a wallet is
 * `ink`, scheme operators are `pine`.
 */
export type Theme = 'indigo' | 'vermilion' | 'pine' | 'ink' | 'plum' | 'teal' | 'ochre'
