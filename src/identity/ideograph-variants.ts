/**
 * Forms of ideographs that registers use for one another in names: the first of each row is the form that comparisons fold
 * to. Two names that differ only within a row may be one person's, so a person is asked; a row never makes them the same.
 *
 * A selection of what Japanese family names commonly show, not the whole of the administrative character set.
 */
export const ideographVariants: readonly string[] = [
  '辺邊邉', '斎齋斉齊', '高髙', '崎﨑碕嵜', '沢澤', '浜濱濵', '桜櫻', '広廣', '国國圀', '島嶋嶌', '吉𠮷', '徳德悳', '恵惠', '真眞', '竜龍',
  '関關', '滝瀧', '豊豐', '富冨', '黒黑', '槙槇', '柳栁', '館舘', '桧檜', '塩鹽', '条條', '栄榮', '学學', '円圓', '会會', '寿壽',
  '巌巖', '晋晉', '権權', '実實', '蔵藏', '来來', '遥遙', '弥彌', '礼禮', '万萬', '与與', '亀龜', '剣劍劒', '渋澁', '鉄鐵', '静靜',
  '渓溪', '芦蘆', '籠篭', '峰峯', '松枩', '梅楳', '凜凛', '尭堯', '鶏鷄', '薮藪', '曽曾', '増增', '桑桒',
]

/** Every ideograph of a row replaced by the row's first. */
export const foldIdeographs = (name: string): string => [...name].map((character) => folded.get(character) ?? character).join('')

const folded: ReadonlyMap<string, string> = new Map(
  ideographVariants.flatMap((row) => {
    const [first, ...others] = [...row]
    return others.map((variant): [string, string] => [variant, first!])
  }),
)
