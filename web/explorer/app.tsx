import { lazy, Suspense, useEffect, useMemo, useRef } from 'react';
import { Provider } from 'urql';
import { createApiClient } from './api/client.js';
import { useKeys } from './api/keys.js';
import { Footer, Header } from './shell/header.js';
import { Mishap } from './shell/mishap.js';
import { Link, usePlace } from './shell/router.js';
import { Home } from './views/home/home.js';

const MomentPage = lazy(() => import('./views/moment/moment-page.js'));
const Today = lazy(() => import('./views/today/today.js'));
const Between = lazy(() => import('./views/between/between.js'));
const Desk = lazy(() => import('./views/desk/desk.js'));

export function App() {
  const { service, admin } = useKeys();
  const client = useMemo(createApiClient, [service, admin]);
  const { path } = usePlace();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(path);
  // Who came by a link goes on reading at what it opened, not where the link was.
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    content.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <Provider value={client}>
      <Header />
      <main id="content" tabIndex={-1} ref={content}>
        <Mishap key={path}>
          <Suspense fallback={null}>
            <View />
          </Suspense>
        </Mishap>
      </main>
      <Footer />
    </Provider>
  );
}

function View() {
  const { path } = usePlace();
  if (path === '/') return <Home />;
  if (path.startsWith('/moments/')) return <MomentPage path={path.slice('/moments'.length)} key={path} />;
  if (path === '/today') return <Today />;
  if (path === '/between') return <Between />;
  if (path === '/desk' || path.startsWith('/desk/')) return <Desk />;
  return (
    <article className="page">
      <h1>There is nothing at this address</h1>
      <p>
        <Link href="/">To the timeline</Link>
      </p>
    </article>
  );
}
