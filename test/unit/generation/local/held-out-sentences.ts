/**
 * Sentences written before the reader was run on them: an independent measure, not a table to fit it to. At their first
 * run 57 of 65 came out right in the first set and 41 of 45 in the second; general faults they showed were mended since.
 * Expected: the path down to the city with its precision, or null for a refusal.
 */
export const HELD_OUT: [sentence: string, expected: string | null][] = [
  // Events of the corpus in other words
  [
    'The Wright brothers fly at Kitty Hawk, 17 December 1903',
    '/1903/december/17/1035/united-states/north-carolina/kitty-hawk MINUTE',
  ],
  [
    'Archduke Franz Ferdinand is shot dead in Sarajevo, June 28th 1914',
    '/1914/june/28/0000/bosnia-and-herzegovina/federation-of-bosnia-and-herzegovina/sarajevo DAY',
  ],
  ['Brutus and Cassius murder Julius Caesar, March 15, 44 BCE', '/-0044/march/15/0000/italy/lazio/rome DAY'],
  [
    'Neil Armstrong lands on the Moon July 20, 1969',
    '/1969/july/20/2017/space/moon/sea-of-tranquility MINUTE',
  ],
  ['Gagarin becomes first man in space', '/1961/april/12/0000/kazakhstan/baikonur/baikonur DAY'],
  ['Hiroshima atomic bomb 6 August 1945', '/1945/august/06/0815/japan/hiroshima/hiroshima MINUTE'],
  [
    'JFK is assassinated in Dallas on 22 November 1963',
    '/1963/november/22/1230/united-states/texas/dallas MINUTE',
  ],
  [
    'Nelson Mandela is released from prison, 11 Feb 1990',
    '/1990/february/11/1614/south-africa/western-cape/paarl MINUTE',
  ],
  [
    'Martin Luther nails the 95 Theses to the church door at Wittenberg in 1517',
    '/1517/october/31/0000/germany/saxony-anhalt/wittenberg DAY',
  ],
  ['Constantinople falls to the Ottomans in 1453', '/1453/may/29/0000/turkiye/istanbul/istanbul DAY'],
  [
    'Lee surrendered to Grant at Appomattox Court House on April 9, 1865',
    '/1865/april/09/0000/united-states/virginia/appomattox DAY',
  ],
  ['the titanic sinks', '/1912/april/15/0220/ocean/atlantic-ocean/north-atlantic MINUTE'],
  ['first moon landing', '/1969/july/20/2017/space/moon/sea-of-tranquility MINUTE'],
  [
    'The storming of the Bastille prison, Paris, 14/07/1789',
    '/1789/july/14/0000/france/ile-de-france/paris DAY',
  ],
  ['Charlemagne is crowned emperor on Christmas Day 800', '/0800/december/25/0000/italy/lazio/rome DAY'],
  [
    'Darwin publishes the Origin of Species, 1859',
    '/1859/november/24/0000/united-kingdom/england/london DAY',
  ],
  ['Sputnik launched October 4 1957', '/1957/october/04/0000/kazakhstan/baikonur/baikonur DAY'],
  ['Soviet Union collapses December 26 1991', '/1991/december/26/0000/russia/moscow/moscow DAY'],
  ['Battle of Waterloo June 18th, 1815', '/1815/june/18/0000/belgium/wallonia/braine-lalleud DAY'],
  ['Germany invades Poland, September 1939', '/1939/september/01/0000/poland/pomerania/gdansk DAY'],
  ['Versailles treaty signed', '/1919/june/28/0000/france/ile-de-france/versailles DAY'],
  [
    'Chernobyl reactor explodes 26 April 1986 at 1:23 am',
    '/1986/april/26/0123/ukraine/kyiv-oblast/pripyat MINUTE',
  ],
  ['Alexander the Great beats Darius at Gaugamela', '/-0331/october/01/0000/iraq/nineveh/mosul DAY'],
  ['When did Columbus reach America?', '/1492/october/12/0000/bahamas/san-salvador/cockburn-town DAY'],
  ['Pompeii destroyed by Vesuvius in AD 79', '/0079/january/01/0000/italy/campania/pompei YEAR'],
  // Sentences that stand by themselves
  [
    'Opening of a railway station in Porto, Portugal on 5 October 1916',
    '/1916/october/05/0000/portugal/porto/porto DAY',
  ],
  [
    'Founding of a newspaper in Melbourne, Australia, 3rd of March 1854',
    '/1854/march/03/0000/australia/victoria/melbourne DAY',
  ],
  [
    'On the morning of 2 May 1808 the people of Madrid, Spain rose against the French',
    '/1808/may/02/0000/spain/madrid/madrid DAY',
  ],
  [
    'Anna Karlsson opens her bakery in Uppsala, Sweden at 7:15 am on 12 June 1931',
    '/1931/june/12/0715/sweden/uppsala/uppsala MINUTE',
  ],
  ['Flood in Florence, Italy, November 4, 1966', '/1966/november/04/0000/italy/tuscany/florence DAY'],
  ['Premiere of a symphony in Leipzig, Germany in 1839', '/1839/january/01/0000/germany/saxony/leipzig YEAR'],
  [
    'A treaty is signed at Adrianople, Turkey on 14 September 1829',
    '/1829/september/14/0000/turkiye/edirne/edirne DAY',
  ],
  [
    'Earthquake near Concepción, Chile on 20 February 1835',
    '/1835/february/20/0000/chile/biobio/concepcion DAY',
  ],
  [
    'Discovery of a mosaic in Antakya, Turkey, circa 1932',
    '/1932/january/01/0000/turkiye/hatay/antakya YEAR',
  ],
  ['Royal wedding in Kraków, Poland on 18 April 1518', '/1518/april/18/0000/poland/lesser-poland/krakow DAY'],
  [
    'Construction of the temple at Thebes, Greece in the 4th century BC',
    '/-0400/january/01/0000/greece/central-greece/thebes YEAR',
  ],
  [
    'Strike at the docks of Rotterdam, Netherlands, August 1979',
    '/1979/august/01/0000/netherlands/south-holland/rotterdam MONTH',
  ],
  [
    'Inauguration of the opera house in Manaus, Brazil on 31 December 1896',
    '/1896/december/31/0000/brazil/amazonas/manaus DAY',
  ],
  [
    'Peace conference in Portsmouth, New Hampshire, September 5, 1905',
    '/1905/september/05/0000/united-states/new-hampshire/portsmouth DAY',
  ],
  ['Unveiling of a statue in Bombay, India, 1865', '/1865/january/01/0000/india/maharashtra/mumbai YEAR'],
  ['Coup in Rangoon, Burma on 2 March 1962', '/1962/march/02/0000/myanmar-burma/yangon/yangon DAY'],
  [
    'Mutiny in Sevastopol in the summer of 1905',
    '/1905/january/01/0000/ukraine/sevastopol-city/sevastopol YEAR',
  ],
  [
    'Protest in Tbilisi, Georgia on 9 April 1989 at 04:00',
    '/1989/april/09/0400/georgia/tbilisi/tbilisi MINUTE',
  ],
  [
    'Ballet premiere at Saint Petersburg, Russia 15 January 1890',
    '/1890/january/15/0000/russia/saint-petersburg/saint-petersburg DAY',
  ],
  ['1755-11-01 earthquake in Lisbon', '/1755/november/01/0000/portugal/lisbon/lisbon DAY'],
  [
    'Convention held in Seneca Falls, New York on July 19-20, 1848',
    '/1848/july/19/0000/united-states/new-york/seneca-falls DAY',
  ],
  [
    'Marriage of two heirs in Toledo, Spain in early 1502',
    '/1502/january/01/0000/spain/castile-la-mancha/toledo YEAR',
  ],
  [
    'Signing of an accord in Algiers, Algeria on 6 March 1975 at 5 p.m.',
    '/1975/march/06/1700/algeria/algiers/algiers MINUTE',
  ],
  ['Fire in Edo, Japan, 2 March 1657', '/1657/march/02/0000/japan/tokyo/tokyo DAY'],
  ['Opening of the world fair in Osaka, Japan, 15.03.1970', '/1970/march/15/0000/japan/osaka/osaka DAY'],
  // To be refused
  ['happy birthday to you', null],
  ['The quick brown fox jumps over the lazy dog', null],
  ['12345', null],
  ['Tell me something interesting', null],
  ['My cat was born yesterday', null],
  ['Battle of the Marne 1950', null],
  ['Apollo 14 landing', null],
  ['30 February 2001 in Paris, France', null],
  ['Election in Smallville', null],
  ['Meeting in London, England on 29 February 1999', null],
  ['Death of Neil Armstrong', null],
  ['A party on 5/6/1999 in Rome, Italy', null],
  ['The Great Emu War', null],
  ['Wedding at 26:00 in Rome, Italy on 3 May 1950', null],
  ['Second Battle of the Marne', null],
  // A second set, written after the first had shown faults that were then mended
  ['Einstein publishes special relativity 1905', '/1905/june/30/0000/switzerland/bern/bern DAY'],
  [
    'Gandhi leaves Ahmedabad on the Salt March, March 12, 1930',
    '/1930/march/12/0000/india/gujarat/ahmedabad DAY',
  ],
  [
    'Mao declares the Peoples Republic of China on October 1, 1949',
    '/1949/october/01/1500/china/beijing/beijing MINUTE',
  ],
  ['Hannibal crushes Rome at Cannae in 216 BC', '/-0216/august/02/0000/italy/apulia/barletta DAY'],
  ['Nagasaki bombed 9 August 1945', '/1945/august/09/1102/japan/nagasaki/nagasaki MINUTE'],
  [
    'Edmund Hillary and Tenzing Norgay reach the summit of Everest',
    '/1953/may/29/1130/nepal/koshi/khumjung MINUTE',
  ],
  ['The Suez Canal is opened, 17.11.1869', '/1869/november/17/0000/egypt/port-said/port-said DAY'],
  [
    'Kasparov is beaten by Deep Blue in May 1997',
    '/1997/may/11/0000/united-states/new-york/new-york-city DAY',
  ],
  ['world war 1 armistice', '/1918/november/11/1100/france/hauts-de-france/compiegne MINUTE'],
  ['Death of Socrates 399 BC', '/-0399/january/01/0000/greece/attica/athens YEAR'],
  ['King John agrees to Magna Carta at Runnymede', '/1215/june/15/0000/united-kingdom/england/runnymede DAY'],
  ['Black Death arrives in Messina in October 1347', '/1347/october/01/0000/italy/sicily/messina MONTH'],
  ['Ghana independence 6 March 1957', '/1957/march/06/0000/ghana/greater-accra/accra MINUTE'],
  [
    'Attack on Fort Sumter at 4:30 am on April 12, 1861',
    '/1861/april/12/0430/united-states/south-carolina/charleston MINUTE',
  ],
  ['Dolly the sheep is born', '/1996/july/05/0000/united-kingdom/scotland/roslin DAY'],
  [
    'The Tsar is overthrown in the February Revolution of 1917',
    '/1917/march/08/0000/russia/saint-petersburg/saint-petersburg DAY',
  ],
  ['9/11', '/2001/september/11/0846/united-states/new-york/new-york-city MINUTE'],
  [
    'Hitler becomes chancellor of Germany on January 30, 1933',
    '/1933/january/30/0000/germany/berlin/berlin DAY',
  ],
  [
    'Railway strike in Nairobi, Kenya on 21 November 1939',
    '/1939/november/21/0000/kenya/nairobi-county/nairobi DAY',
  ],
  [
    'A comet seen over Cologne, Germany in 1618',
    '/1618/january/01/0000/germany/north-rhine-westphalia/cologne YEAR',
  ],
  [
    'Launch of a whaling ship at New Bedford, Massachusetts, 21 July 1841',
    '/1841/july/21/0000/united-states/massachusetts/new-bedford DAY',
  ],
  [
    'Jazz concert in Havana, Cuba, New Year 1950, 1 January 1950 at 9:30 pm',
    '/1950/january/01/2130/cuba/havana/havana MINUTE',
  ],
  [
    'Grand opening of the tower in Toronto, Ontario, Canada on June 26, 1976',
    '/1976/june/26/0000/canada/ontario/toronto DAY',
  ],
  [
    'Uprising in Warsaw, Poland from 1 August to 2 October 1944',
    '/1944/august/01/0000/poland/mazovia/warsaw DAY',
  ],
  ['Volcanic eruption near Catania, Sicily on 11 March 1669', '/1669/march/11/0000/italy/sicily/catania DAY'],
  [
    'Council held in Trent, Italy, 13 December 1545',
    '/1545/december/13/0000/italy/trentino-alto-adige/trento DAY',
  ],
  ['Founding of Quito, Ecuador on 6 December 1534', '/1534/december/06/0000/ecuador/pichincha/quito DAY'],
  ['Death of a sultan in Cairo in 1193', '/1193/january/01/0000/egypt/cairo/cairo YEAR'],
  ['Opening of the underground in Budapest on 2 May 1896', '/1896/may/02/0000/hungary/budapest/budapest DAY'],
  [
    'First performance of an opera at Venice, Italy in 1637',
    '/1637/january/01/0000/italy/veneto/venice YEAR',
  ],
  ['Marathon runner wins in Athens, 10 April 1896', '/1896/april/10/0000/greece/attica/athens DAY'],
  [
    'Gunfight in Tombstone, Arizona at 3 p.m. on October 26, 1881',
    '/1881/october/26/1500/united-states/arizona/tombstone MINUTE',
  ],
  ['Battle of Lepanto 7 October 1571', null],
  ['Treaty of Paris', null],
  ['Fall of Berlin', null],
  ['Assassination of Martin Luther King', null],
  ['Apollo 17 moon landing', null],
  ['First flight of the Concorde', null],
  ['hello world', null],
  ['Pizza in Naples, Italy', null],
  ['Election of 1860', null],
  ['Battle of Marathon in 1990', null],
  ['Tea party on 30 February 1773 in Boston', null],
  ['Napoleon', null],
  ['Moon', null],
];
