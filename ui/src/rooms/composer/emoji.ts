// Which emoji stand on the board? A small choice of those that posts use most, by subject; the system's
// own emoji window has all of them.
const groups = {
  faces: '😀 😄 😅 😂 🙂 😉 😊 😍 😘 😎 🤔 😐 🙄 😬 😴 😢 😭 😱 😡 🥳 🤯 🤗 🫡 🤷',
  people: '👋 👍 👎 👏 🙌 🙏 💪 👀 👉 👈 👇 👆 ✌️ 🤝 ✍️ 👩‍💻 👨‍🔧 👩‍🏫 👨‍👩‍👧 🚶 🏃 🚴 🏊 🧑‍🍳',
  nature: '☀️ ⛅ 🌧️ ⛈️ ❄️ 🌈 🔥 💧 🌊 🌍 🌱 🌳 🌸 🍂 🐦 🐱 🐶 🐝 🦋 🐟 🌙 ⭐ ✨ ⚡',
  things: '📰 📣 📷 🎥 🎧 📱 💻 📈 📉 📊 📅 🕒 📌 🔗 🔒 🔓 🔑 💡 🛠️ 📚 ✏️ 🎁 🎟️ 🏆',
  places: '🏠 🏛️ 🏫 🏥 🏭 🌉 🚆 🚋 🚌 🚗 ✈️ 🚢 🚧 🚨 🅿️ 🗺️ ⛲ 🎡 ☕ 🍽️ 🍕 🥐 🍰 🍺',
  signs: '❤️ 🧡 💛 💚 💙 💜 ✅ ❌ ❗ ❓ ⚠️ ⛔ ➡️ ⬅️ ⬆️ ⬇️ 🔴 🟢 🔵 🎉 🎂 💬 🆕 🔜',
} as const

export type EmojiGroup = keyof typeof groups

export const EMOJI: { group: EmojiGroup; signs: string[] }[] = (Object.keys(groups) as EmojiGroup[]).map((group) => ({
  group, signs: groups[group].split(' '),
}))
