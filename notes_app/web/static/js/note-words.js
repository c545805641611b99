// Every sentence that the note desk says by itself, in one place for translators.

export const WAYS = { old: "old way", variation: "variation", new: "new way" };

export const UNSAVED = "Not saved yet";
export const TRYING_AGAIN = "Not saved. Your text is safe in this window; trying again.";
export const DISK_FULL =
  "Not saved: the disk is full. Your text is safe in this window; free some space, and it is saved by itself.";
const NEARLY_FULL = "The disk is nearly full: free some space soon.";
export const LOCKED =
  "Locked. Your text is kept in this window: unlock in another one, then come back here.";
export const CHANGED_ELSEWHERE = "Not saved: this note was changed in another window.";
export const NOTHING_TO_SAVE = "Nothing to save: no change since the note was last saved.";
export const NOTHING_TO_TAG = "There are no words to tag here yet.";
export const PASSAGE_GONE = "The passage is no longer in the note.";
export const NOT_0_TO_10 =
  "Write a whole number from 0 to 10, or leave it empty: then it is not rated.";
export const END_BEFORE_START = "The end lies before the start. Enter a later time.";
export const FACT_HOLDS_UP =
  "Not saved as the note: something under Session facts cannot be taken. Your text is in the draft.";
export const NO_PASSAGE = "No further tagged passage.";
export const UNKNOWN_THEME = "A theme of an earlier codebook";
export const UNKNOWN_SECTION = "A section of an own format";
export const BELONGS_IN_THE_RECORD =
  "Draft saved. Not yet the note: some of it belongs in the session record.";
export const NO_EARLIER = "No earlier minutes yet. Each minute of writing will stand here.";
export const NOT_FETCHED = "The earlier minutes cannot be fetched just now. Your text is safe in this window.";
export const BROUGHT_BACK = "Brought back. The other text is an earlier minute.";
export const SAVING = "Saving…";

export const removedRow = number => `Removed row ${number}.`;
export const movedRow = number => `Moved row ${number}.`;
export const missingPoints = count => `${count} missing`;
export const from = format => `From ${format}`;
export const draftSaved = (at, nearlyFull = false) =>
  `Draft saved ${at}, encrypted${nearlyFull ? `. ${NEARLY_FULL}` : ""}`;
export const noteSaved = at => `Saved ${at}, encrypted`;
export const ofFive = strength => `${strength} of 5`;
export const tagged = (theme, strength) => `Tagged ${theme}, ${ofFive(strength)}.`;
export const changedTag = theme => `Changed ${theme}.`;
export const removedTag = theme => `Removed ${theme}.`;
export const echoing = names => (names.length ? `, echoes ${names.join(" and ")}` : "");
export const undone = said => `Undone: ${said}`;
export const redone = said => `Done again: ${said}`;
export const undoName = said => `Undo: ${said}`;
export const newTheme = name => `New theme “${name}”`;
export const LEFT_UNFINISHED = "Tag left unfinished.";
export const goOnName = quote => `Go on tagging: ${shortened(quote, 60)}`;
export const leaveName = quote => `Leave it: ${shortened(quote, 60)}`;
export const NOTHING_TO_STAR = "There are no words to star here yet.";
export const starred = exact => `Starred “${shortened(exact, 40)}”`;
export const unstarred = exact => `Took the star off “${shortened(exact, 40)}”`;
export const phraseName = exact => `Go to: ${shortened(exact, 60)}`;
export const unstarName = exact => `Take the star off: ${shortened(exact, 60)}`;
export const NOBODY = "Nobody in particular";
export const IN_THE_PAST = "in the past";
export const NOT_ONE = "Not one episode.";
export const proposed = (count, who, joins) =>
  `${count} passages with ${who} follow each other${joins ? `, some of them in “${joins}”` : ""}.`;
export const within = title => `In an episode: ${title}`;
export const joinName = (who, nth) => `These are one episode: ${who}, ${nth}`;
export const apartName = (who, nth) => `Not one: ${who}, ${nth}`;
export const joined = title => `One episode: ${title}.`;
export const split = title => `Split ${title}.`;
export const changedEpisode = title => `Changed ${title}.`;
export const editEpisode = (title, nth) => `Edit episode ${nth}: ${title}`;
export const splitEpisode = (title, nth) => `Split episode ${nth}: ${title}`;
export const passages = count => (count === 1 ? "1 passage" : `${count} passages`);
export const chooseName = (theme, exact) => `Choose: ${theme}, ${shortened(exact, 60)}`;
export const fitting = names =>
  `${names.length === 1 ? "One name fits" : `${names.length} names fit`}: ${names.join(", ")}. Choose with the arrows.`;
export const fromOtherWindow = at => `From the other window, ${at}:`;

/** "143 words, 3 passages tagged"; `passages` null where nothing is tagged, in the process note. */
export function counted(words, passages) {
  const written = words === 1 ? "1 word" : `${words.toLocaleString("en-GB")} words`;
  if (passages === null) return written;
  return `${written}, ${passages === 1 ? "1 passage" : `${passages} passages`} tagged`;
}

/** What is still missing in a tag: "Choose a theme, with whom and how strongly." */
export function missing(parts) {
  const last = parts.at(-1);
  return `Choose ${parts.length > 1 ? `${parts.slice(0, -1).join(", ")} and ${last}` : last}.`;
}

export const MISSING_THEME = "a theme";
export const MISSING_PERSON = "with whom";
export const MISSING_STRENGTH = "how strongly";

export const noThemeCalled = typed =>
  `No theme is called “${typed}”. Choose one from the list, or New theme at its end.`;

/** The name of a card's button: "Shame, Marco, 4 of 5, go to passage: I said nothing". */
export const passageName = (theme, people, strength, exact) =>
  `${[theme, ...people, ofFive(strength)].join(", ")}, go to passage: ${shortened(exact, 60)}`;

export const editName = (theme, exact) => `Edit tag ${theme}: ${shortened(exact, 60)}`;

export function shortened(text, most) {
  const signs = [...text.replace(/\s+/g, " ")];
  return signs.length > most ? `${signs.slice(0, most - 1).join("").trimEnd()}…` : signs.join("");
}
