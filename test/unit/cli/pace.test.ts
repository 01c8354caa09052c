import { Pace } from '../../../src/cli/import/pace.js';

describe('the pace of an import', () => {
  test('it begins with few, and grows with quick answers up to what one call takes', () => {
    const pace = new Pace();
    const sizes = Array.from({ length: 7 }, () => {
      const { size } = pace;
      pace.answered(size, 100);
      return size;
    });
    expect(sizes).toEqual([50, 100, 200, 400, 800, 1000, 1000]);
  });

  test('late answers halve it, those between leave it, and so does a quick answer to a part', () => {
    const pace = new Pace();
    for (let i = 0; i < 5; i++) pace.answered(pace.size, 100);
    pace.answered(1000, 6_000);
    expect(pace.size).toBe(500);
    pace.answered(500, 3_000);
    pace.answered(20, 10);
    expect(pace.size).toBe(500);
    for (let i = 0; i < 9; i++) pace.answered(pace.size, 60_000);
    expect(pace.size).toBe(50);
  });
});
