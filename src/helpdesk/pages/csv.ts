/** A spreadsheet takes a field that begins like this for a formula and runs it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Returns a row of CSV (RFC 4180) with its line break; no field of it is a formula. */
export function csvRow(fields: readonly (string | number)[]): string {
  return `${fields.map(String).map(field).join(',')}\r\n`;
}

function field(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
