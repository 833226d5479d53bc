import type { settingsWords as english } from '../en/settings.ts';
import type { Translated } from '../translated.ts';

export const settingsWords: Translated<typeof english> = {
  settings: {
    name: 'Votre nom',
    nameHint: 'Les autres le voient à côté de votre curseur. Sinon, il reste sur cet appareil.',
    language: 'Langue',
    theme: 'Apparence',
    themeSystem: 'Automatique',
    themeLight: 'Claire',
    themeDark: 'Sombre',
    typography: 'Guillemets et espaces',
    typographySet: 'Mis en forme à la frappe',
    typographyTyped: 'Tels que tapés',
    storage: 'Sur cet appareil',
    free: '{{size}} libres',
    used: '{{used}} occupés, {{free}} libres.',
    unknownRoom: 'Ce navigateur ne dit pas combien de place il reste.',
    persisted: 'Le navigateur a promis de ne rien supprimer de lui-même.',
    notPersisted: 'Le navigateur peut supprimer de lui-même si le disque est plein.',
    mayExpire:
      'Safari supprime ce qu’un site garde après sept jours sans visite. Ajoutez Écritoire au Dock ou à l’écran d’accueil et il ne le fera pas.',
    privateWindow: 'En navigation privée, tout ce qui est ici disparaît quand vous fermez la fenêtre.',
    allSent: 'Le serveur a tout ce qui est sur cet appareil.',
    unsentSince: 'La plus ancienne modification que le serveur n’a pas encore\u00a0: {{when}}.',
    unsent: 'Le serveur n’a pas encore tout ce qui est sur cet appareil.',
    askToPersist: 'Demander au navigateur de tout garder',
    persistRefused: 'Le navigateur n’a pas accepté. Il accepte souvent une fois le site installé ou plus utilisé.',
    version: 'Version {{version}}',
    useNewVersion: 'Passer à la nouvelle version',
  },
  name: {
    ask: 'Comment les autres doivent-ils vous appeler\u202f?',
    label: 'Votre nom',
    accept: 'OK',
    dismiss: 'Pas maintenant',
    guest: 'Agent {{number}}',
  },
};
