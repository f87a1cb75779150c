/*
 * A locale pack of another field in another language: nursing, in German. Files by their names in `templates/de-DE`.
 */

const TITLES = `
marks: { breaks: ",;:|•", dashes: "-–—", alternatives: "/&", brackets: ["()", "[]"] }
words:
  breaks: [für, im, in, bei, mit, auf]
  alternatives: [oder, und]
  silent: ["{seniority}"]
  jobs: ["{pflege}"]
  topics: []
  compounds: []
groups:
  seniority: [erfahrene, examinierte, leitende]
  pflege: [pflegefachkraft, pflegefachkräfte, pflegefachfrau, pflegefachmann, krankenpfleger, krankenschwester]
  helfer: [pflegehelfer, pflegehelferin, pflegeassistent, pflegeassistentin]
never:
  - { because: leitet die Pflege, phrases: [pflegedienstleitung, stationsleitung] }
`;

const NURSE = `
title: Pflegefachkraft
category: Pflege
match: { priority: 50, include: ["{pflege}"] }
`;

const ASSISTANT = `
title: Pflegehelfer
category: Pflege
match: { priority: 40, include: ["{helfer}"] }
`;

const PAY = `
periods:
  hour: [pro stunde, /std, stundenlohn]
  day: [pro tag]
  week: [pro woche]
  month: [pro monat, /monat, monatlich, brutto/monat, im monat]
  year: [pro jahr, /jahr, jährlich, jahresgehalt]
scales: { 1000: [tsd] }
ranges:
  to: ["-", –, —, bis]
  and: [und]
  opening: [zwischen, von]
  upTo: [bis zu, maximal]
  atLeast: [ab, mindestens]
  orMore: ["+"]
  about: [ca., circa, rund]
pay: [gehalt, grundgehalt, vergütung, verdienst, brutto]
other:
  equity: { either: [aktien] }
  bonus: { either: [prämie, antrittsprämie, jahressonderzahlung, zuschlag] }
  none: { either: [zuschuss, fahrtkosten, fortbildungsbudget] }
ignored: [gehaltsnachweis]
without: [ohne, zuzüglich]
stops: ["+", und, plus, ",", ;]
joins: ["+", plus]
extras: [prämie, zulagen]
sizes: { stated: [5000, 2000000], guessed: { year: [20000, 1500000], hour: [10, 100] }, widest: 8 }
currencies:
  EUR: { says: [EUR, €, euro], in: [DE, AT], unsigned: [DE, AT], perDollar: 0.9 }
  CHF: { says: [CHF, Fr.], in: [CH], perDollar: 0.85 }
sharedSigns: {}
countries: { DE: [Deutschland], AT: [Österreich], CH: [Schweiz] }
places: { before: [in], after: [standort], joining: [und], zones: [region], never: [gehalt, station] }
abbreviations: [ca, bzw]
`;

const LEVELS = `
first: { entry: [auszubildende, auszubildender, ausbildung, praktikant, praktikantin] }
words: { entry: [berufseinsteiger], senior: [erfahrene, leitende] }
before: {}
nothing: []
steps: []
numerals: []
stepWords: []
notStepAfter: []
notStepBefore: []
codes: {}
choice: [oder]
`;

const WORKPLACES = `
words: { remote: [homeoffice], hybrid: [teils homeoffice], onsite: [vor ort] }
notInTitles: { remote: [], hybrid: [], onsite: [] }
nothing: []
otherInTitles: []
choice: [oder]
`;

const EMPLOYMENT = `
kinds:
  part-time: [teilzeit]
  temporary: [befristet]
  full-time: [vollzeit]
choice: [oder]
titles: {}
otherInTitles: []
`;

const PLACES = `
joiners: [oder, und]
noise: [[klinik, standort, raum]]
regions: [DACH]
compounds: [bad, sankt]
areas: [bezirk]
endings: [stadt]
counties: [landkreis]
smallWords: [am, an, der]
notAlone: []
countries: { DE: [Deutschland, DEU], AT: [Österreich], CH: [Schweiz] }
states: {}
parts: { DE: [Bayern, Hessen, NRW] }
cities: { DE: [[Köln, Cologne], München, [Frankfurt, Frankfurt am Main]], AT: [Wien] }
alone: {}
`;

const SKILLS = `
joiners: [und, oder, sowie]
rules: {}
skills:
  - { name: Wundversorgung, kind: pflege, also: [wundmanagement] }
  - { name: Palliativpflege, kind: pflege }
`;

export const NURSING_PACK: Readonly<Record<string, string>> = {
  "pack.json": '{"locale":"de-DE","language":"de","direction":"ltr"}',
  "titles.yaml": TITLES,
  "roles/pflegefachkraft.yaml": NURSE,
  "roles/pflegehelfer.yaml": ASSISTANT,
  "pay.yaml": PAY,
  "levels.yaml": LEVELS,
  "workplaces.yaml": WORKPLACES,
  "employment.yaml": EMPLOYMENT,
  "places.yaml": PLACES,
  "skills.yaml": SKILLS,
};
