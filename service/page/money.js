/** Money: amounts as people type them, read so that none is taken for another; what is in doubt is refused. */

/** How many zeros a word stands for, in both languages; "M" is left out: it is miliar to some and million to others. */
const ZEROS = new Map(
  Object.entries({
    '': 0,
    ribu: 3,
    rb: 3,
    juta: 6,
    jt: 6,
    miliar: 9,
    milyar: 9,
    mlr: 9,
    triliun: 12,
    trilyun: 12,
    trl: 12,
    thousand: 3,
    million: 6,
    billion: 9,
    bn: 9,
    trillion: 12,
    tn: 12,
  }),
);
/** Wholes in groups of three, by the mark between them. @type {(mark: string) => RegExp} */
const grouped = (mark) => new RegExp(`^[1-9]\\d{0,2}(\\${mark}\\d{3})+$`);

/**
 * Read an amount: "Rp 300 miliar", "300.000.000.000", "300000000000", "1,5 miliar".
 * @param {string} text @param {string} language in which marks are read: `id` writes 1.000,5 and `en` 1,000.5
 * @returns {number | null} whole rupiah; null where it is no amount, or could be two
 */
export function amountOf(text, language) {
  const [, digits = '', word = ''] =
    text
      .trim()
      .toLowerCase()
      .match(/^(?:rp\.?|idr)?\s*(\d[\d.,\s]*?)\s*([a-z]*?)\s*(?:rupiah)?(?:,-)?$/) ?? [];
  const zeros = ZEROS.get(word);
  const [wholes, parts] = split(
    digits.replace(/\s/g, ' '),
    language === 'en' ? ',' : '.',
    language === 'en' ? '.' : ',',
  );
  if (!wholes || zeros === undefined) return null;
  // less than a rupiah
  if (/[^0]/.test(parts.slice(zeros)) || (!zeros && parts.length !== 0 && parts !== '00')) return null;
  const rupiah = Number(wholes + parts.slice(0, zeros).padEnd(zeros, '0'));
  return rupiah > 0 && Number.isSafeInteger(rupiah) ? rupiah : null;
}

/**
 * The digits before and behind the decimal mark; none where it is not sure which mark is which.
 * @param {string} digits
 * @param {string} group
 * @param {string} decimal
 * @returns {[string, string]}
 */
function split(digits, group, decimal) {
  const marks = digits.replace(/\d/g, '');
  if (marks === '') return [digits, ''];
  if (marks.trim() === '') return grouped(' ').test(digits) ? [digits.replaceAll(' ', ''), ''] : ['', ''];
  for (const [between, point] of /** @type {const} */ ([
    [group, decimal],
    [decimal, group],
  ])) {
    const [wholes = '', parts = '', ...more] = digits.split(point);
    if (more.length) continue;
    const isGrouped = grouped(between).test(wholes);
    if (isGrouped && digits.includes(point)) return [wholes.replaceAll(between, ''), parts];
    if (isGrouped && (between === group || marks.length > 1)) return [wholes.replaceAll(between, ''), ''];
    if (/^\d+$/.test(wholes) && /^\d+$/.test(parts) && parts.length !== 3) return [wholes, parts];
  }
  return ['', ''];
}
