import { type Collection, MongoClient, MongoServerError } from 'mongodb';
import { makeDataDir, type TestDataDir } from '../../support/embedded.js';
import { gone, type RunningParent, startParent } from './running-parent.js';

// biome-ignore lint/suspicious/noExplicitAny: documents of every shape
type Mark = { _id: string; [field: string]: any };

/** Each round kills the server, and with it its parent, in the middle of writes by many clients at once. */
describe('acknowledged writes', () => {
  let dataDir: TestDataDir;

  beforeAll(async () => {
    dataDir = await makeDataDir();
  });

  let parents: RunningParent[] = [];

  afterEach(async () => {
    for (const parent of parents) parent.process.kill('SIGKILL');
    await Promise.all(parents.map(({ servers }) => gone(servers.pids.mongodb!)));
    parents = [];
  });

  afterAll(() => dataDir.remove());

  it.each([1, 2])(
    'are all there after kill -9 (round %i)',
    async (round) => {
      const parent = await startParent(dataDir.path, 'mongodb');
      parents.push(parent);
      const client = new MongoClient(parent.servers.mongodb!.uri, { serverSelectionTimeoutMS: 500 });
      const marks = client.db('test').collection<Mark>('marks');
      const inserted: string[] = [];
      let counted = (await marks.findOne({ _id: 'counter' }))?.n ?? 0;
      let killed = false;
      const kill = () => {
        killed = true;
        process.kill(parent.servers.pids.mongodb!, 'SIGKILL');
        parent.process.kill('SIGKILL');
      };
      const writer = async (number: number) => {
        for (let i = 0; ; i++) {
          const _id = `${round}-${number}-${i}`;
          await marks.insertOne({ _id });
          inserted.push(_id);
          await marks.updateOne({ _id: 'counter' }, { $inc: { n: 1 } }, { upsert: true });
          counted++;
          if (inserted.length >= 300 * round && !killed) kill();
        }
      };
      const writers = await Promise.allSettled(Array.from({ length: 16 }, (_, number) => writer(number)));
      expect(writers.every(({ status }) => status === 'rejected')).toBe(true);
      await client.close(true);
      await gone(parent.servers.pids.mongodb!);

      const next = await startParent(dataDir.path, 'mongodb');
      parents.push(next);
      const reader = await new MongoClient(next.servers.mongodb!.uri).connect();
      const found = await reader.db('test').collection<Mark>('marks').find().toArray();
      const ids = new Set(found.map(({ _id }) => _id));
      const lost = inserted.filter((id) => !ids.has(id));
      const counter = found.find(({ _id }) => _id === 'counter')!.n!;
      await reader.close();
      next.process.kill('SIGKILL');
      await gone(next.servers.pids.mongodb!);

      expect(inserted.length).toBeGreaterThanOrEqual(300 * round);
      expect(lost).toEqual([]);
      // Up to 16 writes were done and not yet acknowledged.
      expect(counter).toBeGreaterThanOrEqual(counted);
      expect(counter).toBeLessThanOrEqual(counted + 16);
    },
    60_000,
  );
});

/** What the job records and leases build on, on the pair that all integration tests share. */
describe('the MongoDB-wire server', () => {
  let client: MongoClient;
  let marks: Collection<Mark>;

  beforeAll(async () => {
    client = await new MongoClient(process.env.TEST_MONGODB_URI!).connect();
    marks = client.db('mongodb-wire').collection<Mark>('marks');
  });

  beforeEach(() => marks.deleteMany({}));

  afterAll(() => client.close());

  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: MongoServerError) => error.code,
    );

  it('refuses a second document with the same _id, and says how many of a list it took', async () => {
    await marks.insertOne({ _id: 'a' });
    expect(await codeOf(marks.insertOne({ _id: 'a' }))).toBe(11000);
    await expect(marks.insertMany([{ _id: 'b' }, { _id: 'a' }, { _id: 'c' }])).rejects.toMatchObject({
      code: 11000,
      insertedCount: 1,
    });
    await expect(
      marks.insertMany([{ _id: 'd' }, { _id: 'a' }, { _id: 'e' }], { ordered: false }),
    ).rejects.toMatchObject({ code: 11000, insertedCount: 2 });
    expect(await marks.distinct('_id')).toEqual(['a', 'b', 'd', 'e']);
  });

  it('compares and sets: one of many wins', async () => {
    await marks.insertOne({ _id: 'job', status: 'PENDING' });
    const claims = await Promise.all(
      Array.from({ length: 50 }, (_, worker) =>
        marks.findOneAndUpdate({ _id: 'job', status: 'PENDING' }, { $set: { status: 'PROCESSING', worker } }),
      ),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('takes a lease by upsert: one gets it, the others get 11000', async () => {
    const takes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, holder) =>
        marks.findOneAndUpdate(
          { _id: 'lease', until: { $lt: 0 } },
          { $set: { holder, until: 1 } },
          { upsert: true, returnDocument: 'after' },
        ),
      ),
    );
    const refused = takes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(takes.length - refused.length).toBe(1);
    expect(refused.every(({ reason }) => reason.code === 11000)).toBe(true);
  });

  it('counts right when 200 clients add at once', async () => {
    await Promise.all(
      Array.from({ length: 200 }, () =>
        marks.updateOne({ _id: 'sum' }, { $inc: { n: 1 } }, { upsert: true }),
      ),
    );
    expect((await marks.findOne({ _id: 'sum' }))!.n).toBe(200);
  });

  it('finds by $or, sorts and limits by _id, deletes many', async () => {
    await marks.insertMany(['c', 'a', 'd', 'b'].map((_id, n) => ({ _id, n })));
    const found = await marks
      .find({ $or: [{ _id: 'a' }, { n: { $gte: 2 } }] })
      .sort({ _id: -1 })
      .limit(2)
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual(['d', 'b']);
    expect(await marks.find({ _id: 'a', $or: [{ n: 0 }, { n: 3 }] }).toArray()).toEqual([]);
    expect((await marks.deleteMany({ _id: { $in: ['a', 'b', 'x'] } })).deletedCount).toBe(2);
  });

  it('keeps a unique index over documents that have the field', async () => {
    await marks.createIndex({ key: 1 }, { unique: true, sparse: true });
    await marks.insertMany([{ _id: 'a', key: 'k' }, { _id: 'b' }, { _id: 'c' }]);
    expect(await codeOf(marks.insertOne({ _id: 'd', key: 'k' }))).toBe(11000);
    expect(await codeOf(marks.updateOne({ _id: 'b' }, { $set: { key: 'k' } }))).toBe(11000);
    await marks.dropIndex('key_1');
  });

  it('refuses a partial unique index, which it would not keep', async () => {
    const partial = marks.createIndex(
      { key: 1 },
      { unique: true, partialFilterExpression: { key: { $exists: true } } },
    );
    expect(await codeOf(partial)).toBe(67);
  });

  it('finds the same with an index as without', async () => {
    const values = [0, 1, 2, 2.5, '2', null, undefined, [1, 3], { x: 1 }, new Date(5), true];
    await marks.insertMany(
      values.flatMap((a, i) =>
        [1, 2, 3].map((b) => ({ _id: `${i}-${b}`, ...(a === undefined ? {} : { a }), b })),
      ),
    );
    const queries = [
      ...values.filter((a) => a !== undefined).map((a) => ({ a })),
      ...[1, 2].flatMap((a) => [
        { a, b: 2 },
        { a, b: { $gt: 1 } },
        { a, b: { $gte: 1, $lt: 3 } },
        { a, b: { $in: [1] } },
      ]),
      ...[
        { a: { $gt: 1 } },
        { a: { $gte: 1, $lte: 2 } },
        { a: { $lt: 2 } },
        { a: { $gt: '' } },
        { a: { $in: [1, '2'] } },
      ],
      ...[
        { a: { $ne: 1 } },
        { a: { $exists: false } },
        { b: 2 },
        { a: { $eq: 2 }, b: 3 },
        { a: { $in: [1, null] } },
        ...[{ a: { $gt: 2, $lt: 1 } }, { a: { $gt: true, $lt: 1 } }, { a: 1, b: { $gt: 3, $lt: 2 } }],
      ],
    ];
    const answers = async () => {
      const found = [];
      for (const query of queries)
        found.push(await marks.find(query).sort({ _id: 1 }).project({ _id: 1 }).toArray());
      return found;
    };
    const without = await answers();
    await marks.createIndex({ a: 1, b: -1 });
    expect(await answers()).toEqual(without);

    await marks.updateMany({ a: 2 }, { $set: { a: 7 } });
    await marks.deleteMany({ a: 1, b: { $lt: 3 } });
    const changed = await answers();
    await marks.dropIndex('a_1_b_-1');
    expect(await answers()).toEqual(changed);
  });

  it('stops an ordered list of updates at the first that fails', async () => {
    await marks.createIndex({ key: 1 }, { unique: true, sparse: true });
    await marks.insertMany([{ _id: 'a', key: 'k' }, { _id: 'b' }]);
    const bulk = marks.bulkWrite([
      { updateOne: { filter: { _id: 'b' }, update: { $set: { n: 1 } } } },
      { updateOne: { filter: { _id: 'b' }, update: { $set: { key: 'k' } } } },
      { updateOne: { filter: { _id: 'b' }, update: { $set: { n: 2 } } } },
    ]);
    expect(await codeOf(bulk)).toBe(11000);
    expect((await marks.findOne({ _id: 'b' }))!.n).toBe(1);
    await marks.dropIndex('key_1');
  });

  it('serves a client that asks for the Stable API', async () => {
    const strict = new MongoClient(process.env.TEST_MONGODB_URI!, {
      serverApi: { version: '1', strict: true },
    });
    expect(await strict.db('mongodb-wire').collection('marks').findOne({})).toBeNull();
    await strict.close();
  });
});
