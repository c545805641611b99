// Which tags are proposed as one episode: the rules of notes/gathering.py, kept at the desk too.
// No document here.

/**
 * Tags that follow each other in a section and share person and place in life: [{tags, episode}].
 * `sections`: the placed tags of each section, in order.  `episode`: one that stands already.
 */
export function proposals(sections, { episodes, notOne }) {
  const belongs = new Map(episodes.flatMap(({ id, tags }) => tags.map(tag => [tag, id])));
  return sections.flatMap(tags => runsOf(tags, belongs, notOne))
    .map(run => run.map(({ id }) => id))
    .filter(ids => ids.length > 1 && !ids.every(id => belongs.has(id)))
    .map(ids => ({ tags: ids, episode: belongs.get(ids.find(id => belongs.has(id))) ?? null }));
}

function runsOf(tags, belongs, notOne) {
  const runs = [];
  for (const tag of tags) {
    const run = runs.at(-1);
    if (run && goesOn(run, tag, belongs, notOne)) run.push(tag);
    else runs.push([tag]);
  }
  return runs;
}

function goesOn(run, tag, belongs, notOne) {
  const last = run.at(-1);
  const [person] = tag.people;
  if (!person || person !== last.people[0] || (tag.pole ?? null) !== (last.pole ?? null)) return false;
  const known = [...run, tag].map(({ id }) => belongs.get(id)).filter(Boolean);
  return new Set(known).size < 2 && !run.some(one => refused(one.id, tag.id, belongs, notOne));
}

function refused(one, other, belongs, notOne) {
  const together = belongs.has(one) && belongs.get(one) === belongs.get(other);
  return !together && notOne.some(group => group.includes(one) && group.includes(other));
}

/** The episodes with these tags as one: that of the first that belongs to one, or `made`. */
export function gathered(episodes, chosen, { order, made }) {
  const host = episodes.find(({ tags }) => tags.some(tag => chosen.includes(tag))) ?? made;
  const members = order.filter(tag => chosen.includes(tag) || host.tags.includes(tag));
  const others = episodes.map(one => ({ ...one, tags: one.tags.filter(tag => !chosen.includes(tag)) }));
  const joined = { ...host, tags: members };
  return host === made ? [...others, joined] : others.map(one => (one.id === host.id ? joined : one));
}

/** Who joins what was said not to be one has changed their mind about these. */
export function letGo(notOne, members) {
  return notOne
    .map(group => (group.filter(tag => members.includes(tag)).length < 2
      ? group : group.filter(tag => !members.includes(tag))))
    .filter(group => group.length > 1);
}
