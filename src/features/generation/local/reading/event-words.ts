/**
 * The common words of events, a kind of event a line: the word they are compared by, then those that mean the same in
 * a sentence about history. A person dies once, so every kind of violent death is one with death.
 */
const KINDS = `
abdicate: abdicates abdicated abdication
abolish: abolishes abolished abolition
arrive: arrives arrived arrival reach reaches reached
begin: begins began begun beginning start starts started starting outbreak onset
birth: born births
build: builds built building construct constructs constructed construction erect erected erects
burn: burns burnt burned burning
climb: climbs climbed climbing ascent ascends ascended
crown: crowns crowned crowning coronation
declare: declares declared declaration proclaim proclaims proclaimed proclamation
defeat: defeats defeated beat beats beaten
destroy: destroys destroyed destruction
die: dies died dying dead death kill kills killed killing murder murders murdered assassinate assassinates assassinated
  assassination execute executes executed execution beheaded beheading hanged hanging guillotined slain shot shooting
  martyrdom crucified crucifixion
discover: discovers discovered discovery
dissolve: dissolves dissolved dissolution collapse collapses collapsed breakup
drop: drops dropped dropping
elect: elects elected election
end: ends ended ending finish finishes finished conclusion concludes concluded
explode: explodes exploded explosion
fall: falls fell fallen capture captures captured conquest conquer conquers conquered seize seizes seized seizure
  storming stormed storms
flight: flights fly flies flew flown flying
found: founds founded founding foundation establish establishes established establishment
free: frees freed release releases released liberate liberates liberated liberation
hit: hits hitting strike strikes striking struck
independence: independent
invade: invades invaded invasion
invent: invents invented invention
man: men
marry: marries married marriage wedding weds
premiere: premieres premiered debut debuts
publish: publishes published publication
resign: resigns resigned resignation
revolt: revolts revolted uprising rebellion rebels rising insurrection mutiny
sign: signs signed signing signature
sink: sinks sank sunk sinking
unify: unifies unified unification
vaccine: vaccines vaccination vaccinates vaccinated
woman: women
win: wins won winning victory
`;

const KIND_OF = new Map(
  [...KINDS.matchAll(/^(\w+): ([^:]+)(?=\n\w+:|\n$)/gmu)].flatMap(([, kind, words]) =>
    [kind!, ...words!.trim().split(/\s+/u)].map((word) => [word, kind!] as const),
  ),
);

/** Words that tell an event from others of its name: they must be said where they belong to the name. */
export const ORDINALS = new Set(['second', 'third', 'fourth', 'fifth', 'last']);

/** Verbs of two words that are one of the kinds. */
const PHRASES: [RegExp, string][] = [
  [/\b(?:breaks?|broke|breaking) out\b/giu, 'begins'],
  [/\b(?:goes|went|going) down\b/giu, 'sinks'],
  [/\b(?:breaks?|broke|breaking) up\b/giu, 'dissolves'],
  [/\b(?:walks?|walked|set) free\b/giu, 'freed'],
];

/** The word by which a word of events is compared; undefined for any other word. */
export function kindOf(word: string): string | undefined {
  return KIND_OF.get(word);
}

export function withPhrasesJoined(text: string): string {
  return PHRASES.reduce((rest, [phrase, word]) => rest.replace(phrase, word), text);
}

/**
 * Words that make another event of whatever they stand with, unless it is one of theirs: the death of Gagarin is not
 * his flight, nor is the discovery of Waterloo the battle.
 */
export const ANOTHER_EVENT =
  `death birth funeral burial anniversary wedding engagement resignation retirement election
  abdication movie novel play premiere statue monument memorial museum reenactment commemoration biography trial
  coronation inauguration discovery invention earthquake eruption second third fourth fifth last`.split(
    /\s+/u,
  );
