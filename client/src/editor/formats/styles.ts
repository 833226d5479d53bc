/** How the formats are drawn, from their folders. */
import.meta.glob('./*/*.css', { eager: true });
