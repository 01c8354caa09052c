export default function View(_: { path?: string }) {
  return <p>between</p>;
}
