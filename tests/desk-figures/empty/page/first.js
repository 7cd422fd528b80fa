// Marks the first frame, in the way in which Roost's calendar marks its first one with deliveries.
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => performance.mark('painted')
  port2.postMessage(0)
})
