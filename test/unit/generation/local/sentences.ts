/** Sentences and the path and precision they must come out at. */
export const RESOLVED: [query: string, path: string][] = [
  // Published examples of bulk generation
  [
    'First powered flight December 17 1903 Kitty Hawk',
    '/1903/december/17/1035/united-states/north-carolina/kitty-hawk/first-powered-flight MINUTE',
  ],
  [
    'Apollo 11 moon landing July 20 1969',
    '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing MINUTE',
  ],
  [
    'Fall of the Berlin Wall November 9 1989',
    '/1989/november/09/0000/germany/berlin/berlin/fall-of-the-berlin-wall DAY',
  ],
  [
    'Battle of Hastings October 14 1066',
    '/1066/october/14/0000/united-kingdom/england/battle/battle-of-hastings DAY',
  ],
  ['Magna Carta June 15 1215', '/1215/june/15/0000/united-kingdom/england/runnymede/magna-carta DAY'],
  [
    'Gutenberg Bible published 1455',
    '/1455/january/01/0000/germany/rhineland-palatinate/mainz/gutenberg-bible YEAR',
  ],
  [
    'World War II begins September 1 1939',
    '/1939/september/01/0000/poland/pomerania/gdansk/invasion-of-poland DAY',
  ],
  [
    'Pearl Harbor attack December 7 1941',
    '/1941/december/07/0755/united-states/hawaii/pearl-harbor/attack-on-pearl-harbor MINUTE',
  ],
  ['D-Day invasion June 6 1944', '/1944/june/06/0630/france/normandy/colleville-sur-mer/d-day MINUTE'],
  ['VE Day May 8 1945', '/1945/may/08/0000/germany/berlin/berlin/ve-day DAY'],
  ['VJ Day August 15 1945', '/1945/august/15/1200/japan/tokyo/tokyo/vj-day MINUTE'],
  // Events by their names
  [
    'Assassination of Julius Caesar',
    '/-0044/march/15/0000/italy/lazio/rome/assassination-of-julius-caesar DAY',
  ],
  [
    'Invention of the Microprocessor',
    '/1971/november/15/0000/united-states/california/santa-clara/intel-4004-microprocessor DAY',
  ],
  [
    'Intel 4004 microprocessor',
    '/1971/november/15/0000/united-states/california/santa-clara/intel-4004-microprocessor DAY',
  ],
  [
    'Apollo 12 Lightning Launch',
    '/1969/november/14/1122/united-states/florida/merritt-island/apollo-12-lightning-launch MINUTE',
  ],
  [
    'Apollo 11 Moon Landing',
    '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing MINUTE',
  ],
  ['AlphaGo Move 37', '/2016/march/10/0000/south-korea/seoul/seoul/alphago-move-37 DAY'],
  [
    'Signing of the Declaration of Independence',
    '/1776/july/04/0000/united-states/pennsylvania/philadelphia/declaration-of-independence DAY',
  ],
  [
    'Assassination of Abraham Lincoln',
    '/1865/april/14/2215/united-states/district-of-columbia/washington/assassination-of-abraham-lincoln MINUTE',
  ],
  [
    'Atomic Bombing of Hiroshima',
    '/1945/august/06/0815/japan/hiroshima/hiroshima/atomic-bombing-of-hiroshima MINUTE',
  ],
  ['Battle of Hastings', '/1066/october/14/0000/united-kingdom/england/battle/battle-of-hastings DAY'],
  ['battle of hastings', '/1066/october/14/0000/united-kingdom/england/battle/battle-of-hastings DAY'],
  ['When was the Magna Carta signed?', '/1215/june/15/0000/united-kingdom/england/runnymede/magna-carta DAY'],
  [
    'When did the Berlin Wall fall?',
    '/1989/november/09/0000/germany/berlin/berlin/fall-of-the-berlin-wall DAY',
  ],
  [
    'Lincoln assassination 14 April 1865 10:13 pm',
    '/1865/april/14/2213/united-states/district-of-columbia/washington/assassination-of-abraham-lincoln MINUTE',
  ],
  [
    'Storming of the Bastille in 1789',
    '/1789/july/14/0000/france/ile-de-france/paris/storming-of-the-bastille DAY',
  ],
  ['Fall of Constantinople 1453', '/1453/may/29/0000/turkiye/istanbul/istanbul/fall-of-constantinople DAY'],
  ['WWII ends', '/1945/august/15/1200/japan/tokyo/tokyo/vj-day MINUTE'],
  ['WW1 begins', '/1914/july/28/0000/austria/vienna/vienna/austria-hungary-declares-war-on-serbia DAY'],
  [
    'Germany declares war on Russia 1 August 1914',
    '/1914/august/01/0000/russia/saint-petersburg/saint-petersburg/germany-declares-war-on-russia DAY',
  ],
  [
    "Kennedy's address to Congress on landing on the Moon, 25 May 1961",
    '/1961/may/25/0000/united-states/district-of-columbia/washington/kennedys-moon-address DAY',
  ],
  [
    'Britain declares war on Germany 4 August 1914',
    '/1914/august/04/2300/united-kingdom/england/london/britain-declares-war-on-germany MINUTE',
  ],
  ['Sputnik', '/1957/october/04/0000/kazakhstan/baikonur/baikonur/launch-of-sputnik-1 DAY'],
  [
    'Sinking of the Titanic April 14 1912',
    '/1912/april/15/0220/ocean/atlantic-ocean/north-atlantic/sinking-of-the-titanic MINUTE',
  ],
  [
    'Landing in the Sea of Tranquility at 20:17 UTC on July 20, 1969',
    '/1969/july/20/2017/space/moon/sea-of-tranquility/apollo-11-moon-landing MINUTE',
  ],
  [
    'Great Pyramid built around 2560 BC',
    '/-2560/january/01/0000/egypt/giza/giza/great-pyramid-completed YEAR',
  ],
  [
    'First Olympic Games 776 BC',
    '/-0776/january/01/0000/greece/west-greece/olympia/first-olympic-games YEAR',
  ],
  [
    'Eruption of Vesuvius 24 August 79 AD',
    '/0079/august/24/0000/italy/campania/pompei/eruption-of-vesuvius DAY',
  ],
  // What lasted years, by its name alone
  ['World War II', '/1939/september/01/0000/poland/pomerania/gdansk/world-war-ii DAY'],
  ['the First World War', '/1914/july/28/0000/austria/vienna/vienna/world-war-i DAY'],
  [
    'The Great Depression',
    '/1929/january/01/0000/united-states/new-york/new-york-city/great-depression YEAR',
  ],
  ['French Revolution', '/1789/may/05/0000/france/ile-de-france/versailles/french-revolution DAY'],
  ['The Cold War', '/1947/march/12/0000/united-states/district-of-columbia/washington/cold-war DAY'],
  // Sentences that need no corpus
  [
    'Signing of a treaty in Lisbon, Portugal on 12 March 1815 at 14:30',
    '/1815/march/12/1430/portugal/lisbon/lisbon/signing-of-a-treaty MINUTE',
  ],
  [
    'signing of a treaty in lisbon, portugal on 12 march 1815 at 14:30',
    '/1815/march/12/1430/portugal/lisbon/lisbon/signing-of-a-treaty MINUTE',
  ],
  [
    'Signing of a treaty Lisbon Portugal 12 March 1815',
    '/1815/march/12/0000/portugal/lisbon/lisbon/signing-of-a-treaty DAY',
  ],
  [
    'Opening of the harbour, Lisbon, Portugal, 1815',
    '/1815/january/01/0000/portugal/lisbon/lisbon/opening-of-the-harbour YEAR',
  ],
  [
    'Opening of a bridge in Dallas, Texas on 3 May 1921',
    '/1921/may/03/0000/united-states/texas/dallas/opening-of-a-bridge DAY',
  ],
  [
    'Founding of a school in Springfield, IL, 1850',
    '/1850/january/01/0000/united-states/illinois/springfield/founding-of-a-school YEAR',
  ],
  ['Concert in Paris, Texas on 3 May 1921', '/1921/may/03/0000/united-states/texas/paris/concert DAY'],
  ['Concert in Paris on 3 May 1921', '/1921/may/03/0000/france/ile-de-france/paris/concert DAY'],
  [
    'Concert in St. Louis, Missouri on 4 July 1976 at 8 pm',
    '/1976/july/04/2000/united-states/missouri/st-louis/concert MINUTE',
  ],
  [
    'Concert in Washington, D.C. on 3 March 1990',
    '/1990/march/03/0000/united-states/district-of-columbia/washington/concert DAY',
  ],
  [
    'Treaty signed in Constantinople in 1479',
    '/1479/january/01/0000/turkiye/istanbul/istanbul/treaty-signed YEAR',
  ],
  [
    'Parade in Stalingrad, Soviet Union 3 May 1930',
    '/1930/may/03/0000/russia/volgograd-oblast/volgograd/parade DAY',
  ],
  [
    'Parade in Leningrad, USSR 3 May 1930',
    '/1930/may/03/0000/russia/saint-petersburg/saint-petersburg/parade DAY',
  ],
  [
    'Coup in Saigon, 1 November 1963',
    '/1963/november/01/0000/vietnam/ho-chi-minh-city/ho-chi-minh-city/coup DAY',
  ],
  [
    'Opening of a market in Da Nang, Vietnam in 1890',
    '/1890/january/01/0000/vietnam/da-nang-city/da-nang/opening-of-a-market YEAR',
  ],
  [
    'Embassy received in Isfahan, Persia in 1599',
    '/1599/january/01/0000/iran/isfahan/isfahan/embassy-received YEAR',
  ],
  [
    'Fire in Edinburgh, Scotland on 15 November 1824',
    '/1824/november/15/0000/united-kingdom/scotland/edinburgh/fire DAY',
  ],
  ['Battle of Jena 14 October 1806', '/1806/october/14/0000/germany/thuringia/jena/battle-of-jena DAY'],
  ['The 1356 Basel earthquake', '/1356/january/01/0000/switzerland/basel-city/basel/basel-earthquake YEAR'],
  [
    'Lisbon earthquake 1 November 1755',
    '/1755/november/01/0000/portugal/lisbon/lisbon/lisbon-earthquake DAY',
  ],
  [
    'Flower parade in Portugal on 25 April 1981',
    '/1981/april/25/0000/portugal/unknown/unknown/flower-parade DAY',
  ],
  [
    'Gold found in Alabama in January 1831',
    '/1831/january/01/0000/united-states/alabama/unknown/gold-found MONTH',
  ],
  [
    'A temple is built in Athens in the 5th century BC',
    '/-0500/january/01/0000/greece/attica/athens/temple-is-built YEAR',
  ],
  [
    'Riots in Boston in the late 1760s',
    '/1767/january/01/0000/united-states/massachusetts/boston/riots YEAR',
  ],
  [
    'Siege in Tyre, Lebanon from January to July 332 BC',
    '/-0332/january/01/0000/lebanon/south-governorate/tyre/siege MONTH',
  ],
  [
    'An exhibition in Prague from 3 May to 5 June 1891',
    '/1891/may/03/0000/czechia/prague/prague/exhibition DAY',
  ],
  [
    'The people of Madrid, Spain rose on 2 May 1808',
    '/1808/may/02/0000/spain/madrid/madrid/people-of-madrid-rose DAY',
  ],
  ['Concert in Lexington on 3 May 1990', '/1990/may/03/0000/united-states/kentucky/lexington/concert DAY'],
  [
    'Concert in Lexington, Massachusetts on 3 May 1990',
    '/1990/may/03/0000/united-states/massachusetts/lexington/concert DAY',
  ],
  [
    'Fair in Atlantis, Germany on 3 May 1990',
    '/1990/may/03/0000/germany/unknown/unknown/fair-in-atlantis DAY',
  ],
  [
    'Comet seen over Cologne, Germany in 1618',
    '/1618/january/01/0000/germany/north-rhine-westphalia/cologne/comet-seen YEAR',
  ],
  [
    'Meeting in Singapore on 12 June 2009 at 9 am',
    '/2009/june/12/0900/singapore/unknown/singapore/meeting MINUTE',
  ],
  [
    'Flag raised on the Moon, 14 December 1972',
    '/1972/december/14/0000/space/moon/sea-of-tranquility/flag-raised DAY',
  ],
  // A name that several towns bear: the one that stood then, else the one best known by it
  [
    'Greek fleet destroyed at Syracuse in 413 BC',
    '/-0413/january/01/0000/italy/sicily/syracuse/greek-fleet-destroyed YEAR',
  ],
  [
    'Scholars gather in León in 1188',
    '/1188/january/01/0000/spain/castile-and-leon/leon/scholars-gather YEAR',
  ],
  ['Fair in Boston in 1210', '/1210/january/01/0000/united-kingdom/england/boston/fair YEAR'],
  ['Fair in Boston in 1910', '/1910/january/01/0000/united-states/massachusetts/boston/fair YEAR'],
  [
    'Opening of the cathedral in Cádiz on 28 November 1838',
    '/1838/november/28/0000/spain/andalusia/cadiz/opening-of-the-cathedral DAY',
  ],
  [
    'A treaty is signed in the harbour of Syracuse in 405 BC',
    '/-0405/january/01/0000/italy/sicily/syracuse/treaty-is-signed-in-the-harbour YEAR',
  ],
  // Villages, towns by a former or a short name, and counties
  [
    'Fire in Hallstatt, Austria on 20 September 1750',
    '/1750/september/20/0000/austria/upper-austria/hallstatt/fire DAY',
  ],
  [
    'Bernard preaches at Vézelay on 31 March 1146',
    '/1146/march/31/0000/france/bourgogne-franche-comte/vezelay/bernard-preaches DAY',
  ],
  [
    'Peace is signed in Nystad, Finland on 10 September 1721',
    '/1721/september/10/0000/finland/southwest-finland/uusikaupunki/peace-is-signed DAY',
  ],
  [
    'Plague in Eyam, Derbyshire, September 1665',
    '/1665/september/01/0000/united-kingdom/england/eyam/plague MONTH',
  ],
  [
    'Avalanche, Wellington, Washington, March 1, 1910',
    '/1910/march/01/0000/united-states/washington/unknown/avalanche-wellington DAY',
  ],
  [
    'Eruption on La Palma, Spain on 19 September 2021',
    '/2021/september/19/0000/spain/canary-islands/unknown/eruption DAY',
  ],
  [
    'Swedes plunder Prague, July 26, 1648',
    '/1648/july/26/0000/czechia/prague/prague/swedes-plunder-prague DAY',
  ],
  [
    'St. Augustine, Florida is founded on September 8, 1565',
    '/1565/september/08/0000/united-states/florida/saint-augustine/st-augustine-florida-is-founded DAY',
  ],
  [
    'Air raid on Coventry, 16 November 1940',
    '/1940/november/16/0000/united-kingdom/england/coventry/air-raid-on-coventry DAY',
  ],
  [
    'Chola fleet sacks Kedah, Malaysia in 1025',
    '/1025/january/01/0000/malaysia/kedah/unknown/chola-fleet-sacks-kedah YEAR',
  ],
  [
    'Truce in Deir ez-Zor, Syria, summer 1915',
    '/1915/january/01/0000/syria/deir-ez-zor/deir-ez-zor/truce YEAR',
  ],
  // Days that only the Julian calendar had
  [
    'Decree read in Moscow, Russia on 29 February 1900 (Old Style)',
    '/1900/february/29/0000/russia/moscow/moscow/decree-read DAY',
  ],
  [
    'Decree read in Moscow, Russia on 29 February 1900',
    '/1900/february/29/0000/russia/moscow/moscow/decree-read DAY',
  ],
  // Numbers that belong to a name
  [
    "Tchaikovsky's 1812 Overture is played in Moscow on 20 August 1882",
    '/1882/august/20/0000/russia/moscow/moscow/tchaikovskys-1812-overture-is-played DAY',
  ],
  [
    'Resolution 242 debated in Cairo, Egypt in November 1967',
    '/1967/november/01/0000/egypt/cairo/cairo/resolution-242-debated MONTH',
  ],
  [
    'Catch-22 goes on sale in Lyon, France in 1964',
    '/1964/january/01/0000/france/auvergne-rhone-alpes/lyon/catch-22-goes-on-sale YEAR',
  ],
  [
    'A copy of 1984 is burned in Minsk, Belarus in 2022',
    '/2022/january/01/0000/belarus/minsk-city/minsk/copy-of-1984-is-burned YEAR',
  ],
  [
    'End of the Cuban Missile Crisis',
    '/1962/october/28/0000/russia/moscow/moscow/end-of-the-cuban-missile-crisis DAY',
  ],
  [
    'Start of the Cuban Missile Crisis',
    '/1962/october/16/0000/united-states/district-of-columbia/washington/cuban-missile-crisis DAY',
  ],
];

export const REFUSED: [query: string, reason: RegExp][] = [
  ['lorem ipsum', /date is missing/u],
  ['asdf qwer', /date is missing/u],
  ['what is love', /date is missing/u],
  ['World War III', /date is missing/u],
  ['Apollo 14 launch', /date is missing/u],
  ['Assassination of Edward Kennedy', /date is missing/u],
  ['Death of Yuri Gagarin', /date is missing/u],
  ['Second Battle of the Marne', /date is missing/u],
  ['Meeting in Lisbon on 3 May', /year is missing/u],
  ['Discovery of a comet in 1744', /place is missing/u],
  ['Battle of Hastings 1815', /place is missing.*of 1066-10-14/u],
  ['Fall of Constantinople 1452', /place is missing.*of 1453-05-29/u],
  ['Sinking of the Titanic 1913', /place is missing.*of 1912-04-15/u],
  ['Move 37 of AlphaGo on 9 March 2016', /place is missing.*of 2016-03-10/u],
  ['Treaty of Alcáçovas 4 September 1479', /place is missing/u],
  ['in Paris in 1900', /What happened is missing/u],
  ['Meeting in Zzyzzograd on 3 May 1815', /place is missing/u],
  ['Treaty in Lisbon on 31 February 1815', /never was/u],
  ['Treaty in Lisbon on 29 February 1900', /never was/u],
  ['Decree read in Moscow, Russia on 29 February 1900 (New Style)', /never was/u],
  // Its other end is another event
  ['End of the Iran-Iraq War', /date is missing/u],
  ['Catch-22', /date is missing/u],
  ['Resolution 242', /date is missing/u],
  ['Treaty in Lisbon on 12 March 1815 at 25:00', /no clock/u],
  ['Treaty in Lisbon on 03/04/1815', /two dates/u],
];
