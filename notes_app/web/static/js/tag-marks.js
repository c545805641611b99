// Tag by typing: the marks at the end of a sentence, taken apart.  Pure functions.
//
//   #withdr 3 @mother        a theme, how strongly, with whom; the last two in any order
//   #new Speaks up 3 @mother a theme that there is not yet
//
// Marks stand at the caret, on one line, after a space or at the beginning of the line, and nothing
// but white space may follow them there.  Everything else is words.

import { meant, near, plain } from "./near-names.js";

const PERSON = /\s@(\S*)/gu;
const STRENGTH = /\s([1-5])(?=\s|$)/gu;
const NEW = /^new\s+(\S.*)$/u;
const LONGEST_NAME = 80;

/**
 * The marks that end at the caret, or null: {start, end, sign, theme, fresh, strength, people,
 * last}.  `start` is where the "#" stands, `sign` the place behind it, `theme` what was typed
 * there, `fresh` the name of a theme to be made, `strength` 1-5 or null, `people` [{typed, start}],
 * `last` the name that is being typed: {kind: "theme" | "person", typed, start} or null.
 */
export function marksAt(text, caret) {
  const line = text.slice(text.lastIndexOf("\n", caret - 1) + 1, caret);
  if (!/^\s|^$/u.test(text.slice(caret, caret + 1))) return null;
  const hash = lastHash(line);
  if (hash < 0) return null;
  const start = caret - line.length + hash;
  return partsOf(line.slice(hash), start, caret);
}

function lastHash(line) {
  for (let at = line.lastIndexOf("#"); at >= 0; at = at > 0 ? line.lastIndexOf("#", at - 1) : -1) {
    if (at === 0 || /\s/u.test(line[at - 1])) return at;
  }
  return -1;
}

function partsOf(marks, start, end) {
  const people = [...marks.matchAll(PERSON)].map(found => ({
    typed: found[1], start: start + found.index + 2,
  }));
  const strengths = [...marks.matchAll(STRENGTH)].map(([, figure]) => Number(figure));
  const rest = marks.slice(1).replace(PERSON, "").replace(STRENGTH, "");
  const made = NEW.exec(rest);
  const theme = rest.trim();
  const words = made ? made[1].trim() : theme;
  // Of themes that there are, names are typed without spaces: more words are words.
  if (!theme || strengths.length > 1 || /[#@]/u.test(words)) return null;
  if (!made && /\s/u.test(theme)) return null;
  if (words.length > LONGEST_NAME) return null;
  return {
    start,
    end,
    sign: start + 1,
    theme,
    fresh: made ? words.replace(/\s+/gu, " ") : null,
    strength: strengths[0] ?? null,
    people,
    last: lastName(marks, theme, start, people, made),
  };
}

/** The name that the caret stands behind, without a space between. */
function lastName(marks, theme, start, people, made) {
  if (/\s$/u.test(marks)) return null;
  const person = people.at(-1);
  if (person && person.start + person.typed.length === start + marks.length) {
    return person.typed ? { kind: "person", ...person } : null;
  }
  if (made || marks !== `#${theme}`) return null;
  return { kind: "theme", typed: theme, start: start + 1 };
}

export const themeEntries = themes => themes.map(theme => ({ ...theme, names: [theme.name] }));

/** A person is called by name or role; "you and Ines" by "you" as well, which begins it. */
export const peopleEntries = people =>
  people.map(person => ({ ...person, names: [person.name, person.role].filter(Boolean) }));

/**
 * What marks mean here: {theme, people, strength, wrong}.  `theme` is one of `themes` or a new one
 * {code: "new:<name>", name, family: null}; `wrong` is the first name that fits none or several,
 * {kind, typed, start, fits}.
 */
export function understood(marks, { themes, people }) {
  const theme = marks.fresh ? freshTheme(themes, marks.fresh) : meant(themes, marks.theme);
  const named = marks.people.map(({ typed }) => meant(people, typed));
  return {
    theme,
    people: named.filter(Boolean),
    strength: marks.strength,
    wrong: wrongName(marks, theme, named, { themes, people }),
  };
}

/** Whether nothing is missing any more. */
export function isWhole({ theme, people, strength, wrong }) {
  return Boolean(theme && people.length && strength && !wrong);
}

/** How a name is written in marks: without its spaces. */
export const written = name => name.replace(/\s+/gu, "");

function freshTheme(themes, name) {
  const same = themes.find(theme => plain(theme.name) === plain(name));
  return same ?? { code: `new:${name}`, name, family: null };
}

function wrongName(marks, theme, named, { themes, people }) {
  if (!theme) {
    return { kind: "theme", typed: marks.theme, start: marks.sign, fits: near(themes, marks.theme) };
  }
  const nth = named.indexOf(null);
  if (nth < 0) return null;
  const { typed, start } = marks.people[nth];
  return { kind: "person", typed, start, fits: near(people, typed) };
}
