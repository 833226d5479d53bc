import type { linkingWords as english } from '../en/linking.ts';
import type { Translated } from '../translated.ts';

export const linkingWords: Translated<typeof english> = {
  devices: {
    title: 'Vos appareils',
    alone:
      'Votre liste de documents n’est que sur cet appareil. Associez-en un autre, et les deux montreront la même liste.',
    shared: 'Ces appareils partagent une même liste de documents\u00a0:',
    unnamed: 'Un appareil',
    thisDevice: 'cet appareil',
    onlyThis: 'Aucun autre appareil n’est encore venu.',
    inStep: 'À jour avec le serveur',
    neverInStep: 'Pas encore à jour avec le serveur.',
    unreachable: 'Pas de connexion\u00a0: ce qui change dans la liste arrivera plus tard aux autres appareils.',
    refused: 'Le serveur ne prend pas la liste en ce moment.',
    tooLarge:
      'La liste est devenue trop grande pour le serveur et n’arrive plus à vos autres appareils. Elle est entière sur celui-ci. Vider la corbeille fait de la place.',
    show: 'Associer un autre appareil',
    enter: 'Saisir un code',
    unlink: 'Dissocier cet appareil',
    unlinkTitle: 'Dissocier cet appareil\u202f?',
    unlinkText:
      'La liste et les documents restent ici. Ce qui changera ensuite dans la liste restera sur cet appareil\u00a0; les autres continuent ensemble.',
    unlinkAction: 'Dissocier',
    unlinked: 'Cet appareil n’est plus associé',
    notHereYet: 'Pas encore ici',
    fromEmpty: 'Vos documents sont sur un autre appareil\u202f?',
    insecure: 'On ne peut associer des appareils qu’à une adresse qui commence par https.',
  },
  linkCode: {
    showTitle: 'Associer un autre appareil',
    showText:
      'Visez le carré avec l’appareil photo de l’autre appareil, ou allez-y sur {{address}}, Réglages, «\u00a0Saisir un code\u00a0».',
    qr: 'Code carré qui ouvre Écritoire sur l’autre appareil',
    code: 'Code',
    copy: 'Copier l’adresse',
    copied: 'Copiée',
    minutesLeft_one: 'Valable encore {{count}} minute, une seule fois, tant que ceci reste ouvert.',
    minutesLeft_other: 'Valable encore {{count}} minutes, une seule fois, tant que ceci reste ouvert.',
    secondsLeft: 'Valable moins d’une minute.',
    connecting: 'Connexion au serveur…',
    waiting: 'En attente de l’autre appareil…',
    unreachable: 'Pas de connexion au serveur. L’association se fera quand les deux appareils en auront une.',
    askedTitle: 'Est-ce votre autre appareil\u202f?',
    askedText:
      'Il aura toute votre liste de documents, pourra tous les ouvrir et les modifier, et ne pourra plus être exclu d’ici.',
    deny: 'Non',
    allow: 'Oui, l’associer',
    granting: 'L’autre appareil est prévenu…',
    linkedTitle: 'Les appareils sont associés',
    linkedText:
      'Les deux listes n’en font plus qu’une. Les documents qui ne sont pas encore sur un appareil y arrivent dès qu’il y a une connexion.',
    done: 'Terminé',
    again: 'Afficher un nouveau code',
    unansweredTitle: 'L’autre appareil est parti',
    unansweredText:
      'Il n’a pas dit s’il a reçu votre accord. Regardez là-bas\u00a0; s’il n’est pas associé, affichez un nouveau code.',
    declinedTitle: 'Pas d’association',
    declinedText: 'Le code ne vaut plus rien.',
    contestedTitle: 'Deux appareils ont utilisé ce code',
    contestedText:
      'Quelqu’un l’a peut-être vu ou entendu, ou vous avez commencé deux fois. Par prudence rien n’a été associé, et le code ne vaut plus rien.',
    expiredTitle: 'Ce code n’est plus valable',
    expiredText: 'Rien n’a été associé.',
    notKeptTitle: 'Ce navigateur ne garde rien ici',
    notKeptText: 'Comme en navigation privée\u00a0: il oublierait l’association à la fermeture. Rien n’a été associé.',
    enterTitle: 'Saisir le code de votre autre appareil',
    enterText:
      'La liste de cet appareil et celle de l’autre n’en feront qu’une. On garde tout. Ne saisissez qu’un code que vous voyez sur un appareil à vous\u00a0: celui qui l’affiche obtient toute votre liste.',
    enterHow: 'L’autre appareil l’affiche dans Réglages, «\u00a0Associer un autre appareil\u00a0».',
    alreadyLinked:
      'Cet appareil est déjà associé. Il passe à l’autre liste en emportant ce qu’il a\u00a0; les appareils auxquels il est associé maintenant gardent la leur.',
    label: 'Code',
    hint: '18 lettres et chiffres. Majuscules, minuscules et espaces ne comptent pas.',
    link: 'Associer',
    empty: 'Écrivez le code que l’autre appareil affiche.',
    tooShort_one: 'Il manque un caractère.',
    tooShort_other: 'Il manque {{count}} caractères.',
    tooLong: 'C’est plus long qu’un code, qui a 18 caractères.',
    foreignSign: '«\u00a0{{sign}}\u00a0» ne fait jamais partie d’un code.',
    slip: 'Quelque chose ne va pas\u00a0: un caractère en est un autre, ou deux sont inversés. Comparez encore une fois.',
    searching: 'Recherche de l’appareil qui affiche ce code…',
    nobody:
      'Aucun appareil n’affiche ce code en ce moment. Il a peut-être expiré, ou n’est plus affiché, ou l’autre appareil n’a pas de connexion. Dès qu’un appareil l’affiche, la suite se fait toute seule.',
    confirmThere: 'Dites maintenant oui sur l’autre appareil\u00a0: «\u00a0{{device}}\u00a0».',
    otherCode: 'Saisir un autre code',
    refusedTitle: 'L’autre appareil a dit non',
    refusedText: 'Rien n’a été associé.',
  },
};
