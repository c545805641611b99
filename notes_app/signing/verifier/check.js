// Whether a signed body is what its author signed (docs/signed-record.md).

const BODY_FIELDS = [
  "author", "author_fp", "client", "digest", "kind", "record", "salt", "scope", "sequence",
  "session", "signature", "text", "time",
];
const AUTHOR_FIELDS = ["fingerprint", "kem", "user", "verification_key"];
const TYPES = { version: linesOfRecord, addendum: linesOfEntry };

class Damaged extends Error {}

const utf8 = text => new TextEncoder().encode(text);

/** An object with exactly these fields; anything else was changed. */
function readStrictly(json, fields) {
  let found;
  try {
    found = JSON.parse(json);
  } catch {
    throw new Damaged();
  }
  if (found === null || typeof found !== "object" || Object.keys(found).sort().join() !== fields.join()) {
    throw new Damaged();
  }
  return found;
}

/** Bytes from base64 in its one spelling: no space, no bit to spare. */
function bytesFrom(spelled) {
  try {
    const binary = atob(spelled);
    if (btoa(binary) !== spelled) throw new Damaged();
    return Uint8Array.from(binary, letter => letter.charCodeAt(0));
  } catch {
    throw new Damaged();
  }
}

function spelled(bytes) {
  return btoa(String.fromCharCode(...bytes));
}

function bytesOfId(id) {
  if (typeof id !== "string" || !AN_ID.test(id)) throw new Damaged();
  return Uint8Array.from(id.replaceAll("-", "").match(/../g), pair => parseInt(pair, 16));
}

function bytesOfNumber(number) {
  if (!Number.isSafeInteger(number) || number < 0) throw new Damaged();
  return bytesOf(BigInt(number), 8);
}

/** The context of security: every field with its name, in order, lengths first. */
function placeOf(type, fields) {
  const all = { type: utf8(type), suite: bytesOfNumber(1), ...fields };
  const pairs = Object.keys(all).sort().flatMap(name => [
    Uint8Array.of(name.length), utf8(name), bytesOf(BigInt(all[name].length), 4), all[name],
  ]);
  return joined([utf8("between/ctx/1"), ...pairs]);
}

async function sha256(bytes) {
  if (!globalThis.crypto?.subtle) return ownSha256(bytes);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function isSignedBy(key, signature, message) {
  try {
    const name = { name: "Ed25519" };
    const imported = await crypto.subtle.importKey("raw", key, name, false, ["verify"]);
    return await crypto.subtle.verify(name, imported, signature, message);
  } catch { // no cryptography for files in this browser, or not this one
    return ownVerify(key, signature, message);
  }
}

/** An author's keys and whether they belong together; `words` are the eight of the fingerprint. */
async function readAuthor(json, list) {
  const given = readStrictly(json, AUTHOR_FIELDS);
  const verification = bytesFrom(given.verification_key);
  const place = placeOf("fingerprint", {
    user: bytesOfId(given.user), kem: bytesFrom(given.kem), vk: verification,
  });
  const fingerprint = await sha256(place);
  if (spelled(fingerprint) !== given.fingerprint) throw new Damaged();
  return { user: given.user, fingerprint: given.fingerprint, verification, words: wordsOf(fingerprint, list) };
}

function wordsOf(fingerprint, list) {
  const words = [];
  let number = numberOf(fingerprint);
  for (let i = 0; i < 8; i++, number /= BigInt(list.length)) {
    words.push(list[Number(number % BigInt(list.length))]);
  }
  return words.join(" ");
}

/**
 * One signed body: {words, lines, digest, wrong}.  `wrong` is what does not match, in words, or
 * empty.  Throws Damaged where it cannot even be read.
 */
async function checkBody(json, authors) {
  const body = readStrictly(json, BODY_FIELDS);
  const read = {
    salt: bytesFrom(body.salt), text: bytesFrom(body.text), signature: bytesFrom(body.signature),
    digest: bytesFrom(body.digest), mark: bytesFrom(body.author_fp), time: bytesOfNumber(body.time),
  };
  const author = authors.find(one => one.fingerprint === body.author_fp && one.user === body.author);
  const digest = await sha256(joined([read.salt, read.text]));
  const placed = made => placeOf(`sig.${body.kind}`, {
    record: bytesOfId(body.record), client: bytesOfId(body.client), session: bytesOfId(body.session),
    sequence: bytesOfNumber(body.sequence), scope: utf8(body.scope), author: bytesOfId(body.author),
    author_fp: read.mark, time: read.time, digest: made,
  });
  const holds = made => isSignedBy(author.verification, read.signature, placed(made));
  const found = wordsIn(read.text, body);
  const whole = joined([read.mark, read.time, read.salt, read.signature, read.text]);
  return {
    ...found,
    author,
    kind: body.kind,
    session: body.session,
    number: body.sequence,
    digest: spelled(await sha256(whole)),
    wrong: author
      ? (await whatIsWrong(read.digest, digest, holds)) || wrongTime(found.words, body.time)
      : "the key of its author is not in this file",
  };
}

async function whatIsWrong(given, found, holds) {
  if (isSame(given, found)) return (await holds(found)) ? "" : "the signature does not match the text";
  return (await holds(found)) ? "the digest does not match the text" : "the text does not match its signature";
}

/** The text tells its own time; the signature covers both, so an honest author's are the same. */
function wrongTime(words, time) {
  return words === null || Date.parse(words.signed_at) === time * 1000 ? "" : "the time in the text is not the time of its signature";
}

function wordsIn(text, body) {
  try {
    const words = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(text));
    return { words, lines: TYPES[body.kind](words) };
  } catch {
    return { words: null, lines: [] };
  }
}
