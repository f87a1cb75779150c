import { DRAWS, type EmployerDraws, MOST_TIMES } from "./employer-draws.ts";

/** Four draws of an employer stand in four bytes, and a byte holds so many units of amounts, however often they are drawn. */
const UNITS_OF_BYTE = Math.floor(255 / MOST_TIMES);
/** Above this, four draws at once fill the bytes too fast to be worth it. */
const SMALL = 8;

/**
 * The sum of the employers' amounts in each draw. Amounts with fractions are added in the order of the map. Small whole amounts, as most
 * counts of offers are, are added four draws at a time: the sums are the same.
 */
export function sumDraws(amounts: ReadonlyMap<string, number>, draws: EmployerDraws): Float64Array {
  const sums = new Float64Array(DRAWS);
  const packed = [...amounts.values()].every(Number.isInteger) ? packedSums(sums) : undefined;
  for (const [employer, amount] of amounts) {
    if (amount === 0) continue;
    const times = draws(employer);
    if (packed !== undefined && amount > 0 && amount <= SMALL) {
      packed.add(times, amount);
      continue;
    }
    for (let draw = 0; draw < DRAWS; draw++) sums[draw] = (sums[draw] ?? 0) + amount * (times[draw] ?? 0);
  }
  packed?.empty();
  return sums;
}

/** Sums in bytes, which are emptied into `sums` before any could overflow. No byte carries, so their order in memory is all one. */
function packedSums(sums: Float64Array) {
  const bytes = new Uint8Array(DRAWS);
  const fours = new Uint32Array(bytes.buffer);
  let units = 0;
  const empty = () => {
    for (let draw = 0; draw < DRAWS; draw++) sums[draw] = (sums[draw] ?? 0) + (bytes[draw] ?? 0);
    bytes.fill(0);
    units = 0;
  };
  const add = (times: Uint8Array, amount: number) => {
    if (units + amount > UNITS_OF_BYTE) empty();
    units += amount;
    const own = new Uint32Array(times.buffer, times.byteOffset, fours.length);
    for (let four = 0; four < fours.length; four++)
      fours[four] = ((fours[four] ?? 0) + Math.imul(own[four] ?? 0, amount)) | 0;
  };
  return { add, empty };
}
