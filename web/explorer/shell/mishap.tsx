import { Component, type ReactNode } from 'react';

/** Says so where a view could not be loaded or drawn, as after an update of the service under an open page. */
export class Mishap extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <article className="page">
        <h1>This view could not be shown</h1>
        <p>
          The service may have been updated since the page was opened.{' '}
          <a href={location.href}>Load it anew</a>; its address keeps where you were.
        </p>
      </article>
    );
  }
}
