let context: AudioContext | undefined;

/** Says that something new is there: two soft tones, and a short buzz where the machine can. */
export function announce(sound: boolean): void {
  // Browsers refuse both before somebody has touched the page.
  if (!navigator.userActivation?.hasBeenActive) {
    return;
  }
  navigator.vibrate?.(120);
  if (sound) {
    context ??= new AudioContext();
    tone(context, 660, 0);
    tone(context, 880, 0.14);
  }
}

function tone(on: AudioContext, hertz: number, afterSeconds: number): void {
  const start = on.currentTime + afterSeconds;
  const volume = on.createGain();
  volume.gain.setValueAtTime(0.12, start);
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.25);
  const source = on.createOscillator();
  source.frequency.value = hertz;
  source.connect(volume).connect(on.destination);
  source.start(start);
  source.stop(start + 0.25);
}
