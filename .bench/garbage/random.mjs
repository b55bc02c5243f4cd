// Random choices that a seed repeats, so that a run that found a fault can be repeated.

/** Makes a source of random numbers between 0 and 1 (the generator called "splitmix32") with this seed. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const pick = (list) => list[below(list.length)];
  const chance = (share) => next() < share;
  /** Returns a text of random characters from an alphabet, up to a length. */
  const text = (alphabet, longest) => Array.from({ length: below(longest + 1) }, () => pick(alphabet)).join("");
  return { below, pick, chance, text };
}
