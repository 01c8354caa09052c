import { explainPath } from '../../../web/explorer/views/desk/explain-path.js';

const meanings = (typed: string) => explainPath(typed).segments.map(({ meaning }) => meaning);

test('each segment is told as it is typed, and what is still missing is shown by example', () => {
  expect(meanings('/-44/march/15/1030/italy').slice(0, 6)).toEqual([
    '44 BCE',
    'March',
    'day 15',
    '10:30, local time',
    'italy',
    'such as ile-de-france',
  ]);
  expect(explainPath('/-44/march')).toMatchObject({ canonical: null, problem: null });
});

test('a whole path gives its canonical text', () => {
  expect(explainPath('-44/march/5/1030/italy/lazio/rome/a-walk').canonical).toBe(
    '/-0044/march/05/1030/italy/lazio/rome/a-walk',
  );
});

test.each([
  ['/0/march/5/1030/italy/lazio/rome/a-walk', /year/],
  ['/1900/february/30/1030/italy/lazio/rome/a-walk', /30 February 1900/],
  ['/1900/march/5/2561/italy/lazio/rome/a-walk', /time/],
  ['/1900/march/5/1030/italy/lazio/rome/a-walk/more', /eight|segments/],
])('%s is refused by the rule of the service', (typed, problem) => {
  expect(explainPath(typed).problem).toMatch(problem);
});
