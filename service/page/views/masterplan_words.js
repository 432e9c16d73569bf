/** How a masterplan's years and dimensions are written. */
import { named } from '../words.js';

/** The years of a masterplan or of its program. @param {{startYear?: number | null, endYear?: number | null}} node */
export const period = ({ startYear, endYear }) =>
  startYear && endYear && startYear !== endYear ? `${startYear}–${endYear}` : String(startYear ?? endYear ?? '');

/** A dimension by code and name. @param {{code: string, name: string, nameEn?: string}} each */
export const dimensionName = (each) => `${each.code} ${named(each)}`;
