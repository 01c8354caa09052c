import './desk.css';
import { useKeys } from '../../api/keys.js';
import { useTitle } from '../../shell/hooks.js';
import { Link, usePlace } from '../../shell/router.js';
import { Generate } from './generate.js';
import { IndexForm } from './index-form.js';
import { Jobs } from './jobs.js';
import { Queue } from './queue.js';

const PAGES = [
  { path: '/desk', label: 'Index a moment', view: IndexForm },
  { path: '/desk/generate', label: 'Generate', view: Generate },
  { path: '/desk/jobs', label: 'Jobs', view: Jobs },
  { path: '/desk/queue', label: 'Queue', view: Queue },
];

/** What a holder of keys does: write, generate, watch. */
export default function Desk() {
  const { path } = usePlace();
  const { service } = useKeys();
  const page = PAGES.find((one) => one.path === path) ?? PAGES[0]!;
  useTitle(page.label);
  if (!service) {
    return (
      <article className="page">
        <h1>The desk needs a key</h1>
        <p>Set the service key under “Keys” above. The service said at its start where it is.</p>
      </article>
    );
  }
  return (
    <article className="page desk">
      <nav aria-label="Desk">
        {PAGES.map(({ path: address, label }) => (
          <Link
            key={address}
            href={address}
            className="chip"
            aria-current={page.path === address ? 'page' : undefined}
          >
            {label}
          </Link>
        ))}
      </nav>
      <h1>{page.label}</h1>
      <page.view />
    </article>
  );
}
