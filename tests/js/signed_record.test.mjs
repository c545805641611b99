// node --test tests/js/signed_record.test.mjs
//
// The verifier that stands in every exported file: its own cryptography, beside node's, and the
// lines that it draws, beside those of Python.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { readFileSync } from "node:fs";
import test from "node:test";
import vm from "node:vm";

const FOLDER = new URL("../../notes_app/signing/verifier/", import.meta.url);
const NAMES = "ownSha256, ownSha512, ownVerify, linesOfRecord, linesOfEntry, labelOf";
const source = ["sha.js", "ed25519.js", "codes.js", "lines.js"].map(name => readFileSync(new URL(name, FOLDER), "utf8"));
const ours = vm.runInNewContext(`${source.join("\n")}\n;({ ${NAMES} })`, { Uint8Array });

const hex = text => Uint8Array.from(Buffer.from(text, "hex"));
const spelled = bytes => Buffer.from(bytes).toString("hex");

// RFC 8032, section 7.1: public key, message, signature.
const RFC_8032 = [
  ["d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"],
  ["3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"],
  ["fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
    "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"],
];

test("the vectors of RFC 8032 are signatures", () => {
  for (const [key, message, signature] of RFC_8032) {
    assert.equal(ours.ownVerify(hex(key), hex(signature), hex(message)), true);
  }
});

test("no signature with one bit changed is one, nor one of another message or key", () => {
  for (const [key, message, signature] of RFC_8032) {
    for (let bit = 0; bit < 512; bit += 37) {
      const changed = hex(signature);
      changed[bit >> 3] ^= 1 << (bit & 7);
      assert.equal(ours.ownVerify(hex(key), changed, hex(message)), false);
    }
    assert.equal(ours.ownVerify(hex(key), hex(signature), hex(`${message}00`)), false);
    assert.equal(ours.ownVerify(hex(RFC_8032[(RFC_8032.findIndex(v => v[0] === key) + 1) % 3][0]), hex(signature), hex(message)), false);
  }
});

test("a signature with the order added to its number is refused", () => {
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const [key, message, signature] = RFC_8032[0];
  const bytes = hex(signature);
  let s = BigInt(`0x${spelled(bytes.slice(32).reverse())}`) + order;
  for (let i = 32; i < 64; i++, s >>= 8n) bytes[i] = Number(s & 255n);
  assert.equal(ours.ownVerify(hex(key), bytes, hex(message)), false);
});

test("what node signs is verified", () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const key = hex(publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"));
  for (const length of [0, 1, 111, 112, 127, 128, 1000]) {
    const message = Buffer.alloc(length, "note");
    const signature = Uint8Array.from(sign(null, message, privateKey));
    assert.equal(ours.ownVerify(key, signature, Uint8Array.from(message)), true, `${length}`);
  }
});

test("both hashes are the standard's, at every length round a block", () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 111, 112, 119, 127, 128, 129, 5000]) {
    const text = Buffer.alloc(length, "She heard the door. ");
    const bytes = Uint8Array.from(text);
    assert.equal(spelled(ours.ownSha256(bytes)), createHash("sha256").update(text).digest("hex"));
    assert.equal(spelled(ours.ownSha512(bytes)), createHash("sha512").update(text).digest("hex"));
  }
});

test("the lines of a record and of an entry are those of Python", () => {
  const given = JSON.parse(readFileSync(new URL("../signing/lines.json", import.meta.url)));
  assert.ok(given.length > 3);
  for (const { words, lines } of given) {
    const made = words.kind ? ours.linesOfEntry(words) : ours.linesOfRecord(words);
    assert.deepEqual(JSON.parse(JSON.stringify(made)), lines);
  }
});
