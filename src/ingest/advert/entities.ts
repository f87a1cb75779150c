/** Characters by the names that HTML gives them, as far as ads use them; letters with accents are in `ACCENTS`. */
const NAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: " ",
    ensp: " ",
    emsp: " ",
    thinsp: " ",
    numsp: " ",
    puncsp: " ",
    hairsp: " ",
    Tab: " ",
    NewLine: "\n",
    zwnj: "",
    zwj: "\u200D",
    lrm: "",
    rlm: "",
    shy: "",
    mdash: "—",
    ndash: "–",
    horbar: "―",
    hyphen: "‐",
    dash: "‐",
    minus: "−",
    lsquo: "‘",
    rsquo: "’",
    sbquo: "‚",
    ldquo: "“",
    rdquo: "”",
    bdquo: "„",
    laquo: "«",
    raquo: "»",
    lsaquo: "‹",
    rsaquo: "›",
    hellip: "…",
    bull: "•",
    middot: "·",
    euro: "€",
    pound: "£",
    yen: "¥",
    cent: "¢",
    curren: "¤",
    dollar: "$",
    percnt: "%",
    comma: ",",
    period: ".",
    colon: ":",
    semi: ";",
    num: "#",
    plus: "+",
    lpar: "(",
    rpar: ")",
    lsqb: "[",
    rsqb: "]",
    sol: "/",
    bsol: "\\",
    lowbar: "_",
    commat: "@",
    excl: "!",
    quest: "?",
    ast: "*",
    equals: "=",
    verbar: "|",
    reg: "®",
    copy: "©",
    trade: "™",
    deg: "°",
    sect: "§",
    para: "¶",
    plusmn: "±",
    times: "×",
    divide: "÷",
    frac12: "½",
    frac14: "¼",
    frac34: "¾",
    sup2: "²",
    sup3: "³",
    micro: "µ",
    ordf: "ª",
    ordm: "º",
    iexcl: "¡",
    iquest: "¿",
    rarr: "→",
    larr: "←",
    uarr: "↑",
    darr: "↓",
    le: "≤",
    ge: "≥",
    ne: "≠",
    asymp: "≈",
    infin: "∞",
    check: "✓",
    star: "☆",
    hearts: "♥",
    szlig: "ß",
    oslash: "ø",
    Oslash: "Ø",
    aelig: "æ",
    AElig: "Æ",
    oelig: "œ",
    OElig: "Œ",
    eth: "ð",
    ETH: "Ð",
    thorn: "þ",
    THORN: "Þ",
    lstrok: "ł",
    Lstrok: "Ł",
    inodot: "ı",
  }),
);

/** The name of a letter with an accent is the letter and one of these: "eacute". */
const ACCENTS: ReadonlyMap<string, string> = new Map([
  ["grave", "\u0300"],
  ["acute", "\u0301"],
  ["circ", "\u0302"],
  ["tilde", "\u0303"],
  ["uml", "\u0308"],
  ["ring", "\u030A"],
  ["caron", "\u030C"],
  ["cedil", "\u0327"],
  ["ogon", "\u0328"],
]);

/** Numbers 128 to 159 mean Windows-1252 in HTML, whatever Unicode says. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009Dž\u009F";

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,10}));/g;

/** A text with its character references resolved once; unknown ones and numbers of no character stay as they are. */
export function decodedEntities(text: string): string {
  return text.replace(ENTITY, (written, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? accented(name) ?? written;
    return characterOf(decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal)) ?? written;
  });
}

function accented(name: string): string | undefined {
  const mark = ACCENTS.get(name.slice(1));
  return mark === undefined ? undefined : `${name[0]}${mark}`.normalize("NFC");
}

function characterOf(code: number): string | undefined {
  if (code >= 128 && code < 160) return WINDOWS_1252[code - 128];
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
