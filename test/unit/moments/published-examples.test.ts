import { describeMoment, type MomentInput } from '../../../src/features/moments/domain/moment.js';

/** The requests that are printed where the service is documented for its first clients. */
const EXAMPLES: (MomentInput & { path: string })[] = [
  {
    path: '/1969/july/20/2056/united-states/florida/cape-canaveral/apollo-11-landing',
    metadata: {
      name: 'Apollo 11 Moon Landing',
      one_liner: 'First humans land on the Moon',
      year: 1969,
      month: 'july',
      month_num: 7,
      day: 20,
      time: '2056',
      country: 'united-states',
      region: 'florida',
      city: 'cape-canaveral',
      tags: ['space', 'nasa', 'moon', 'apollo'],
      figures: ['Neil Armstrong', 'Buzz Aldrin', 'Michael Collins'],
    },
    visibility: 'public',
    createdBy: 'data-import-script',
  },
  {
    path: '/1776/july/04/1200/united-states/pennsylvania/philadelphia/declaration-independence',
    flashTimepointId: 'tp_a3d8f7e2_4c1b_4a9e',
    metadata: {
      name: 'Signing of the Declaration of Independence',
      one_liner: 'Continental Congress adopts Declaration of Independence',
      year: 1776,
      tags: ['american-revolution', 'independence', 'founding-documents'],
      figures: ['Thomas Jefferson', 'John Adams', 'Benjamin Franklin'],
    },
    visibility: 'public',
    createdBy: 'flash-integration',
  },
  {
    path: '/1865/april/14/2215/united-states/washington-dc/fords-theatre/lincoln-assassination',
    metadata: {
      name: 'Assassination of Abraham Lincoln',
      year: 1865,
      tags: ['civil-war', 'assassination', 'lincoln'],
      figures: ['Abraham Lincoln', 'John Wilkes Booth'],
      source_type: 'historical_database',
    },
    visibility: 'public',
    createdBy: 'wikipedia-import-bot',
  },
  {
    path: '/1945/august/06/0815/japan/chugoku/hiroshima/atomic-bombing',
    flashTimepointId: 'tp_external_12345',
    metadata: {
      name: 'Atomic Bombing of Hiroshima',
      flash_share_url: 'https://flash.timepoint.ai/moments/tp_external_12345',
      tags: ['wwii', 'nuclear', 'japan'],
    },
    visibility: 'public',
  },
  {
    path: '/2024/january/15/1430/united-states/california/palo-alto/company-founding',
    metadata: {
      name: 'Acme Corp Founded',
      custom_field_1: 'corporate_event',
      custom_field_2: 1000000,
      tags: ['business', 'startup'],
    },
    visibility: 'private',
    createdBy: 'internal-timeline-system',
  },
];

it.each(EXAMPLES)('$path', (input) => {
  const { properties } = describeMoment(input, { id: 'x', now: new Date(0), admin: false });
  expect(properties.path).toBe(input.path);
  expect(properties.type).toBe('event');
  expect(properties.layer).toBe(input.flashTimepointId ? 2 : 0);
  expect(properties.visibility).toBe(input.visibility);
  expect(properties.createdBy).toBe(input.createdBy ?? 'system');
  expect(properties.createdAt).toBe('1970-01-01T00:00:00.000Z');
  expect(JSON.parse(properties.metadata)).toEqual(input.metadata);
});

it('custom fields stand on the node', () => {
  const { custom } = describeMoment(EXAMPLES[4]!, { id: 'x', now: new Date(0), admin: false });
  expect(custom).toEqual({
    custom_field_1: { kind: 'string', value: 'corporate_event' },
    custom_field_2: { kind: 'integer', value: 1000000 },
  });
});
