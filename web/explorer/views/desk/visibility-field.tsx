export type Visibility = 'PRIVATE' | 'PUBLIC' | 'UNLISTED';

const CHOICES: Visibility[] = ['PRIVATE', 'PUBLIC', 'UNLISTED'];

/** Who will see it; nobody without a key unless chosen otherwise. */
export function VisibilityField({ label }: { label: string }) {
  return (
    <label className="field">
      <span>{label}</span>
      <select name="visibility" defaultValue="PRIVATE">
        {CHOICES.map((choice) => (
          <option key={choice} value={choice}>
            {choice.toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What was chosen there. */
export const visibilityOf = (form: FormData) => form.get('visibility') as Visibility;
