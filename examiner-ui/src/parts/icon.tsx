/** Icons, drawn here; decoration beside words or a label. */

const paths = {
  back: "M15 5l-7 7 7 7",
  undo: "M9 7L4 12l5 5M4 12h10a6 6 0 010 12",
  note: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  photo: "M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 100 7 3.5 3.5 0 000-7z",
  check: "M5 13l4.5 4.5L19 7",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 100 6 3 3 0 000-6z",
  alert: "M12 3L2 20h20zM12 10v4M12 17v.5",
  stop: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM8 12h8",
  tablet: "M6 3h12v18H6zM11 18h2",
  cloud: "M7 18a4 4 0 01-.5-8 6 6 0 0111.400 1A3.600 3.600 0 0117 18zM9.500 14l2 2 3.500-4",
  offline: "M4 4l16 16M7 18a4 4 0 01-.5-8M10 6.500A6 6 0 0117.900 11 3.600 3.600 0 0119.500 17",
  lock: "M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 017 0v3",
  gear: "M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4",
  next: "M9 5l7 7-7 7",
  down: "M12 5v13M6 12l6 6 6-6",
  erase: "M9 5h11v14H9l-6-7zM12 9.500l5 5M17 9.500l-5 5",
  file: "M6 3h8l4 4v14H6zM12 10v7M9 14l3 3 3-3",
  print: "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
  out: "M10 4H5v16h5M10 12h10M16 8l4 4-4 4",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
