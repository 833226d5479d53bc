import './mark.css';

/** The mark of Écritoire: a pen on a rounded square of ink. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark__ink" width="32" height="32" rx="9" />
      <g className="mark__pen">
        <path d="M9.400 22.600l1.060-5.120 9.380-9.380a1.880 1.880 0 0 1 2.620 0l1.440 1.440a1.880 1.880 0 0 1 0 2.620l-9.380 9.380z" />
        <path d="M18.120 9.820l4.060 4.060" />
        <path d="M16.400 24.100h6.500" />
      </g>
    </svg>
  );
}
