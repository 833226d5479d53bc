import {
  BookOpen,
  Briefcase,
  Building2,
  CalendarDays,
  ClipboardList,
  Euro,
  Flag,
  Gavel,
  GraduationCap,
  HeartPulse,
  Landmark,
  Leaf,
  Lightbulb,
  ListChecks,
  type LucideIcon,
  Mail,
  MapPin,
  Scale,
  Star,
  Users,
  Wrench,
} from 'lucide-react';

/** What a document or a folder can be marked with. The names are stored: they stay what they are. */
export const thingIcons = {
  calendar: CalendarDays,
  users: Users,
  clipboard: ClipboardList,
  checks: ListChecks,
  gavel: Gavel,
  scale: Scale,
  landmark: Landmark,
  building: Building2,
  briefcase: Briefcase,
  euro: Euro,
  book: BookOpen,
  school: GraduationCap,
  health: HeartPulse,
  nature: Leaf,
  place: MapPin,
  mail: Mail,
  tool: Wrench,
  idea: Lightbulb,
  flag: Flag,
  star: Star,
} as const satisfies Readonly<Record<string, LucideIcon>>;

export type ThingIconName = keyof typeof thingIcons;

const isThingIcon = (name: string | undefined): name is ThingIconName =>
  name !== undefined && Object.hasOwn(thingIcons, name);

/** The icon of that name; `usual` for none, and for one that only a later version knows. */
export const thingIcon = (name: string | undefined, usual: LucideIcon): LucideIcon =>
  isThingIcon(name) ? thingIcons[name] : usual;
