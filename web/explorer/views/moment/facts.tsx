import type { ReactNode } from 'react';
import { layerWord } from '../../links/link-types.js';
import type { MomentDetail } from './queries.js';

const ORIGINS: Record<string, string> = {
  SENTENCE: 'from the query',
  CORPUS: 'from the corpus',
  GAZETTEER: 'looked up by the place',
  GENERATOR: 'by the generator',
  FILLER: 'not known',
};

/** Keys of metadata that the table shows under another name; all others are the sender's own. */
const KNOWN = new Set(
  'name one_liner year month month_num day time country region city slug era tags figures layer confidence source_type flash_slug flash_share_url edtf precision calendar end latitude longitude sources same_as historical_place'
    .split(' ')
    .map(plain),
);

function plain(key: string): string {
  return key.replaceAll('_', '').toLowerCase();
}

/** Everything known, and where each of it came from. */
export function Facts({ moment }: { moment: MomentDetail }) {
  const origins = new Map(moment.provenance.map((one) => [plain(one.field), one]));
  const { date } = moment;
  const row = (label: string, value: ReactNode, ...fields: string[]) =>
    value === null || value === undefined || value === false || value === '' ? null : (
      <tr key={label}>
        <th scope="row">{label}</th>
        <td>{value}</td>
        <td className="origin">{fields.map((field) => origin(origins.get(plain(field)))).find(Boolean)}</td>
      </tr>
    );
  const historical = moment.metadata.historicalPlace ?? moment.metadata.historical_place;
  const own = Object.entries(moment.metadata).filter(([key]) => !KNOWN.has(plain(key)));
  return (
    <section className="facts" aria-labelledby="facts-heading">
      <h2 id="facts-heading">What is known, and from where</h2>
      <div className="table">
        <table>
          <thead className="unseen">
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Value</th>
              <th scope="col">Origin</th>
            </tr>
          </thead>
          <tbody>
            {row(
              'Date',
              `${date.text} (known to the ${date.precision.toLowerCase()})`,
              'day',
              'month',
              'year',
            )}
            {row('In EDTF', <code>{date.edtf}</code>)}
            {row(
              'Between',
              `${date.earliest.replace('T', ' ')} and ${date.latest.replace('T', ' ')}, Gregorian`,
            )}
            {row('Ended', date.end && <code>{date.end}</code>, 'end')}
            {row('Calendar', date.calendar === 'JULIAN' ? 'Julian' : 'Gregorian', 'calendar')}
            {row('Place then', typeof historical === 'string' ? historical : null, 'historicalPlace')}
            {row(
              'Coordinates',
              moment.latitude !== null ? `${moment.latitude}, ${moment.longitude}` : null,
              'latitude',
              'location',
            )}
            {row('Era', moment.era, 'era')}
            {row('People', moment.figures.map(({ name }) => name).join(', '), 'figures')}
            {row('Tags', moment.tags.join(', '), 'tags')}
            {row('Layer', `${moment.layer}, ${layerWord(moment.layer)}`)}
            {row('Confidence', moment.confidence !== null ? `${Math.round(moment.confidence * 100)}%` : null)}
            {row('Source type', moment.sourceType)}
            {row(
              'Sources',
              moment.sources.length > 0 &&
                moment.sources.map(({ title, url }, i) => (
                  <span key={`${i}:${url}`}>
                    {i > 0 && '; '}
                    {url && /^https?:/.test(url) ? (
                      <Outside href={url}>{title ?? url}</Outside>
                    ) : (
                      (title ?? url)
                    )}
                  </span>
                )),
              'sources',
            )}
            {row('Same as', (moment.sameAs ?? []).join(', '), 'sameAs')}
            {row('Flash', moment.flashShareUrl ?? moment.flashTimepointId)}
            {row('Path', <code className="path">{moment.path}</code>)}
            {row('Stored', `${when(moment.createdAt)} by ${moment.createdBy}`)}
            {row('Changed', when(moment.updatedAt))}
            {row('Published', when(moment.publishedAt))}
            {own.map(([key, value]) =>
              row(key, <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>, key),
            )}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function origin(one: MomentDetail['provenance'][number] | undefined): string | null {
  if (!one) return null;
  const sure = one.confidence ? ` (${Math.round(one.confidence * 100)}%)` : '';
  return `${ORIGINS[one.origin] ?? one.origin.toLowerCase()}${sure}`;
}

function Outside({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="noreferrer" target="_blank">
      {children}
    </a>
  );
}

function when(iso: string | null): string | null {
  return iso && new Date(iso).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
}
