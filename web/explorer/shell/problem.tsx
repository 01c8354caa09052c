/** What went wrong, told to everyone at once; nothing where all is well. */
export function Problem({ text }: { text: string | null | undefined }) {
  return text ? (
    <p className="problem" role="alert">
      {text}
    </p>
  ) : null;
}
