export default function View(_: { path?: string }) {
  return <p>moment-page</p>;
}
