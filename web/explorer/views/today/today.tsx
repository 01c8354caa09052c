export default function View(_: { path?: string }) {
  return <p>today</p>;
}
