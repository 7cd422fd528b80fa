// Was sagt der erste Start? Drei Schritte zu einem geplanten Beitrag.
import type { welcome as en } from '../en/welcome'
import { plural } from '../format'

const count = plural('de')

export const welcome: typeof en = {
  title: 'Willkommen bei Roost',
  intro: 'Roost veröffentlicht zu den Zeiten, die Sie wählen, von Ihrem eigenen Rechner aus. Sperrt X ein Konto, hält es sofort an, behält jeden Beitrag an seinem Platz und führt Sie zurück.',
  step: (n, of) => `Schritt ${n} von ${of}`,
  skip: 'Vorerst überspringen',
  practise: 'Zuerst eine Sperre üben',
  next: 'Weiter',
  back: 'Zurück',

  account: {
    title: 'Wo möchten Sie veröffentlichen?',
    practice: 'Übungsnetz',
    practiceText: 'Ohne Schlüssel. Beiträge landen auf einer Timeline auf diesem Rechner; niemand sonst sieht sie. Gut für einen ersten Blick.',
    x: 'X, mit eigenen Schlüsseln',
    xText: 'Sie brauchen eine App bei developer.x.com. Ihre Schlüssel bleiben im Schlüsselbund dieses Rechners.',
    existing: 'Ein Konto, das schon da ist',
    existingText: (n) => count(n, { one: '# Konto ist eingerichtet.', other: '# Konten sind eingerichtet.' }),
    handle: 'Kontoname im Übungsnetz',
    handleHint: '1 bis 15 Buchstaben, Ziffern oder Unterstriche.',
    which: 'Konto',
    how: 'Wie melden Sie sich an?',
    pin: 'Im Browser, mit einer PIN',
    strings: 'Vier Zeichenketten aus der Konsole',
    app: 'Name der App',
    appHint: 'Wie Sie möchten; er wird nur hier angezeigt.',
    consumerKey: 'Consumer Key (API Key)',
    consumerSecret: 'Consumer Secret (API Key Secret)',
    token: 'Access Token',
    tokenSecret: 'Access Token Secret',
    openBrowser: 'X im Browser öffnen',
    opened: 'X ist in Ihrem Browser geöffnet. Melden Sie sich dort mit dem Konto an, das veröffentlichen soll, erlauben Sie die App, und geben Sie die Zahl ein, die X zeigt.',
    openAgain: 'Noch einmal öffnen',
    pinLabel: 'PIN von X',
    pinHint: 'Sieben Ziffern.',
    add: 'Konto hinzufügen',
    added: (handle) => `@${handle} ist eingerichtet.`,
    needHandle: 'Geben Sie einen Kontonamen ein.',
    needAll: 'Alle vier werden gebraucht.',
    needTwo: 'Beide Zeichenketten der App werden gebraucht.',
    needPin: 'Geben Sie die Zahl ein, die X zeigt.',
  },

  slots: {
    title: (handle) => `Wann sollen Beiträge von @${handle} hinausgehen?`,
    text: 'Slots sind wöchentliche Zeiten. Ein Beitrag, den Sie einreihen, nimmt den nächsten freien. Ändern können Sie sie jederzeit unter Konten.',
    zone: (zone) => `Zeiten in ${zone}. Jede wird um bis zu drei Minuten verschoben, damit es nicht nach Uhrwerk aussieht.`,
    calm: 'Einmal an Werktagen',
    usual: 'Zweimal an Werktagen, einmal am Wochenende',
    busy: 'Dreimal am Tag',
    none: 'Keine Slots; ich wähle jedes Mal',
  },

  post: {
    title: 'Ihr erster Beitrag',
    text: 'Text',
    sample: 'Hallo von Roost. Das ist mein erster geplanter Beitrag.',
    when: 'Wann',
    soon: 'In zwei Minuten',
    slot: (at) => `Nächster freier Slot: ${at}`,
    left: (n) => count(n, { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
    over: (n) => count(n, { one: '# Zeichen zu viel', other: '# Zeichen zu viel' }),
    schedule: 'Einplanen',
    look: 'Timeline des Übungsnetzes öffnen',
    done: (at) => `Ihr erster Beitrag ist geplant: ${at}.`,
    cost: (price, date) => `X berechnet dafür ${price} (Stand ${date}).`,
    free: 'Im Übungsnetz kostet das nichts.',
  },
}
