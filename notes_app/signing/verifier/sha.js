// SHA-256 and SHA-512 (FIPS 180-4), for browsers that give a file no cryptography of their own.
// The constants are what the standard says they are: the first bits of the roots of the primes.

const PRIMES = [];
for (let n = 2; PRIMES.length < 80; n++) if (PRIMES.every(p => n % p)) PRIMES.push(n);

/** The largest integer whose `power`-th power is at most `value`. */
function integerRoot(value, power) {
  let low = 0n;
  let high = 1n << BigInt(Math.ceil(value.toString(2).length / power) + 1);
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** BigInt(power) <= value) low = middle;
    else high = middle - 1n;
  }
  return low;
}

const fraction = (prime, power) =>
  integerRoot(BigInt(prime) << BigInt(64 * power), power) & ((1n << 64n) - 1n);
const ROUND = PRIMES.map(prime => fraction(prime, 3));
const START = PRIMES.slice(0, 8).map(prime => fraction(prime, 2));

const NARROW = { width: 32n, rounds: 64, sums: [[2, 13, 22], [6, 11, 25]], steps: [[7, 18, 3], [17, 19, 10]] };
const WIDE = { width: 64n, rounds: 80, sums: [[28, 34, 39], [14, 18, 41]], steps: [[1, 8, 7], [19, 61, 6]] };

function hashed(bytes, { width, rounds, sums, steps }) {
  const mask = (1n << width) - 1n;
  const size = Number(width) / 8;
  const turn = (x, by) => ((x >> BigInt(by)) | (x << (width - BigInt(by)))) & mask;
  const sum = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ turn(x, c);
  const step = (x, [a, b, c]) => turn(x, a) ^ turn(x, b) ^ (x >> BigInt(c));
  const state = START.map(word => word >> (64n - width));
  const padded = withLength(bytes, size);
  for (let at = 0; at < padded.length; at += 16 * size) {
    const w = [];
    for (let i = 0; i < 16; i++) w.push(numberOf(padded.subarray(at + i * size, at + (i + 1) * size)));
    for (let i = 16; i < rounds; i++) {
      w.push((step(w[i - 2], steps[1]) + w[i - 7] + step(w[i - 15], steps[0]) + w[i - 16]) & mask);
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < rounds; i++) {
      const one = h + sum(e, sums[1]) + ((e & f) ^ (~e & mask & g)) + (ROUND[i] >> (64n - width)) + w[i];
      const two = sum(a, sums[0]) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) & mask, c, b, a, (one + two) & mask];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) & mask; });
  }
  return joined(state.map(word => bytesOf(word, size)));
}

/** The message with a one, zeros, and its length in bits. */
function withLength(bytes, size) {
  const block = 16 * size;
  const padded = new Uint8Array(Math.ceil((bytes.length + 1 + 2 * size) / block) * block);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  padded.set(bytesOf(BigInt(bytes.length) * 8n, 8), padded.length - 8);
  return padded;
}

function numberOf(bytes) {
  let number = 0n;
  for (const byte of bytes) number = (number << 8n) | BigInt(byte);
  return number;
}

function bytesOf(number, length) {
  const bytes = new Uint8Array(length);
  for (let i = length - 1; i >= 0; i--, number >>= 8n) bytes[i] = Number(number & 255n);
  return bytes;
}

function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const ownSha256 = bytes => hashed(bytes, NARROW);
const ownSha512 = bytes => hashed(bytes, WIDE);
