// Numbers of documents never wrap: "226-KL/TW" stays on one line inside a longer text.
const symbol = /(\d+(?:\/\d{4})?[-/][\p{Lu}\d]+(?:[-/][\p{Lu}\d]+)*)/u;

export function NoBreak({ text }: { text: string }) {
  const parts = text.split(symbol);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="nowrap">
        {part}
      </span>
    ) : (
      part
    ),
  );
}
