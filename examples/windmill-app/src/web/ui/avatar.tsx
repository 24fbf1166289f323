interface AvatarProps {
  readonly name: string
  readonly size?: 'small' | 'large'
}

/** A person's initials. They are hidden from screen readers, because the name always stands beside them. */
export const Avatar = ({ name, size = 'small' }: AvatarProps) => (
  <span
    className="avatar"
    data-size={size}
    style={{ '--hue': computeHue(name) } as React.CSSProperties}
    aria-hidden="true"
  >
    {computeInitials(name)}
  </span>
)

const computeInitials = (name: string): string => {
  const words = name.split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toUpperCase()
}

/** Computes a hue from 0 to 359 degrees that is always the same for a name. */
const computeHue = (name: string): number =>
  [...name].reduce((hue, letter) => (hue * 31 + letter.charCodeAt(0)) % 360, 7)
