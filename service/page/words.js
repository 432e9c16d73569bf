/**
 * Words: everything that people read, in Indonesian or English, and how numbers and dates are written there.
 */
const LANGUAGES = ['id', 'en'];
/** @type {Record<string, string>} */
let words = {};
let chosen = 'id';

/** The language in use: `id` or `en`. */
export const language = () => chosen;

/** The same as the API names it. @returns {'EN' | 'ID'} */
export const spoken = () => (chosen === 'en' ? 'EN' : 'ID');

/** The language that the address or the last visit asks for. */
export function wanted() {
  const asked =
    new URLSearchParams(location.hash.split('?')[1] ?? '').get('lang') ??
    localStorage.getItem('sinergi.language') ??
    'id';
  return LANGUAGES.includes(asked) ? asked : 'id';
}

/** @type {Map<string, Promise<void>>} */
const wholes = new Map();

/** Read what the first view does not say; every other view waits for it, and it is read once. */
export function whole() {
  const name = chosen;
  const reading =
    wholes.get(name) ??
    fetch(new URL(`words.${name}.json`, import.meta.url))
      .then((answer) => answer.json())
      .then((all) => {
        if (name === chosen) words = all;
      });
  reading.catch(() => wholes.delete(name));
  wholes.set(name, reading);
  return reading;
}

/** Read what the first view says in a language, and use it from now on. @param {string} name */
export async function speak(name) {
  const asked = fetch(new URL(`words.${name}.json?first`, import.meta.url));
  formatOf(name, 0); // While the words come: the first one of a language takes longest to make.
  words = await (await asked).json();
  wholes.delete(name);
  chosen = name;
  document.documentElement.lang = name;
  localStorage.setItem('sinergi.language', name);
}

const localeOf = (/** @type {string} */ name) => (name === 'en' ? 'en-GB' : 'id-ID');
const locale = () => localeOf(chosen);

/** @type {Map<string, Intl.PluralRules>} */
const plurals = new Map();

/**
 * The form that a language has for a count: `one` or `other`, of which Indonesian knows the latter.
 * @param {unknown} count
 */
function formFor(count) {
  const rules = plurals.get(chosen) ?? new Intl.PluralRules(localeOf(chosen));
  plurals.set(chosen, rules);
  return rules.select(Number(count));
}

/**
 * Say something; `{name}` in it is replaced. What is said otherwise of one `{count}` stands under the key with `.one`.
 * @param {string} key
 * @param {Record<string, unknown>} [given]
 */
export function t(key, given = {}) {
  const said = words[`${key}.${'count' in given ? formFor(given.count) : ''}`] ?? words[key];
  if (said === undefined) console.warn(`Tanpa kata: ${key}`);
  return (said ?? key).replace(/\{(\w+)\}/g, (_, name) => String(given[name] ?? ''));
}

/**
 * What a value of an enumeration is called within a sentence.
 * @param {string} kind
 * @param {string | null | undefined} value
 */
export const within = (kind, value) => (value ? (words[`${kind}.${value}`] ?? value) : '–');

/** The same where it begins a line. @param {string} kind @param {string | null | undefined} value */
export function called(kind, value) {
  const word = within(kind, value);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The Indonesian or the English name of what has both. @param {{name: string, nameEn?: string}} node */
export const named = (node) => (chosen === 'en' && node.nameEn ? node.nameEn : node.name);

/** @type {Map<string, Intl.NumberFormat>} */
const formats = new Map();

/**
 * How numbers are written in a language; made once, since to make it takes longer than to write hundreds with it.
 * @param {string} name
 * @param {number} digits
 */
function formatOf(name, digits) {
  const key = `${name} ${digits}`;
  const made = formats.get(key) ?? new Intl.NumberFormat(localeOf(name), { maximumFractionDigits: digits });
  formats.set(key, made);
  return made;
}

/** @type {Map<string, Intl.Collator>} */
const collators = new Map();

/** How texts are ordered in this language, numbers in them by their size; made once. */
export function collator() {
  const made = collators.get(chosen) ?? new Intl.Collator(locale(), { numeric: true });
  collators.set(chosen, made);
  return made;
}

/** A number. @param {number | null | undefined} value @param {number} [digits] */
export const number = (value, digits = 0) => (value == null ? '–' : formatOf(chosen, digits).format(value));

/** A share as per cent, with a space as it is written in Indonesia. @param {number | null | undefined} value */
export const percent = (value) => (value == null ? '–' : `${number(value * 100)} %`);

/** An amount of money in full. @param {number | null | undefined} value */
export const rupiah = (value) => (value == null ? '–' : `Rp ${number(value)}`);

/** An amount of money for a narrow place: Rp 2,7 M, that is miliar. @param {number | null | undefined} value */
export function brief(value) {
  if (!value) return value === 0 ? 'Rp 0' : '–';
  /** @type {[least: number, unit: string][]} */
  const steps =
    chosen === 'en'
      ? [
          [1e12, 'tn'],
          [1e9, 'bn'],
          [1e6, 'm'],
        ]
      : [
          [1e12, 'triliun'],
          [1e9, 'miliar'],
          [1e6, 'juta'],
        ];
  const [size, unit] = steps.find(([least]) => value >= least) ?? [1, ''];
  return `Rp ${number(value / size, value / size < 10 ? 1 : 0)} ${unit}`.trim();
}

/** A date with its time. @param {string} value */
export const moment = (value) => new Date(value).toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short' });

/** The day that it is where the page is read. */
export const today = () => new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);

/** A day, as 2026-11-26 says it. @param {string} value */
export const day = (value) => new Date(`${value}T00:00:00`).toLocaleDateString(locale(), { dateStyle: 'long' });
