// Ed25519 (RFC 8032), verifying only: nothing here is secret, so nothing needs constant time.

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

const modulo = (a, m = P) => ((a % m) + m) % m;

function power(base, exponent) {
  let result = 1n;
  for (base = modulo(base); exponent > 0n; exponent >>= 1n, base = modulo(base * base)) {
    if (exponent & 1n) result = modulo(result * base);
  }
  return result;
}

const D = modulo(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const BASE = pointOf(littleEndian(modulo(4n * power(5n, P - 2n)), 32));
const NOTHING = [0n, 1n, 1n, 0n];

/** Points are x, y, z and t, where x/z and y/z lie on the curve and t is xy/z. */
function added([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = modulo((y1 - x1) * (y2 - x2));
  const b = modulo((y1 + x1) * (y2 + x2));
  const c = modulo(2n * D * t1 * t2);
  const d = modulo(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [modulo(e * f), modulo(g * h), modulo(f * g), modulo(e * h)];
}

function times(point, factor) {
  let sum = NOTHING;
  for (; factor > 0n; factor >>= 1n, point = added(point, point)) {
    if (factor & 1n) sum = added(sum, point);
  }
  return sum;
}

/** The point that 32 bytes stand for; null where there is none. */
function pointOf(bytes) {
  const number = fromLittleEndian(bytes);
  const sign = number >> 255n;
  const y = number & (2n ** 255n - 1n);
  if (y >= P) return null;
  const square = modulo((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (modulo(x * x) !== square) x = modulo(x * ROOT_OF_MINUS_ONE);
  if (modulo(x * x) !== square || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, modulo(x * y)];
}

function spelledPoint([x, y, z]) {
  const inverse = power(z, P - 2n);
  return littleEndian(modulo(y * inverse) | ((modulo(x * inverse) & 1n) << 255n), 32);
}

function ownVerify(key, signature, message) {
  const point = key.length === 32 ? pointOf(key) : null;
  if (!point || signature.length !== 64) return false;
  const [r, s] = [signature.subarray(0, 32), fromLittleEndian(signature.subarray(32))];
  if (s >= ORDER) return false;
  const k = modulo(fromLittleEndian(ownSha512(joined([r, key, message]))), ORDER);
  const [x, y, z, t] = times(point, k);
  const found = spelledPoint(added(times(BASE, s), [modulo(-x), y, z, modulo(-t)]));
  return isSame(found, r);
}

function fromLittleEndian(bytes) {
  return numberOf(Uint8Array.from(bytes).reverse());
}

function littleEndian(number, length) {
  return bytesOf(number, length).reverse();
}

const isSame = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);
