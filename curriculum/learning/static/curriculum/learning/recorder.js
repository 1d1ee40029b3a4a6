// Records a lesson's audio in the editor. The microphone is asked for when the button is pressed,
// and let go of when the recording ends. Nothing is kept in the browser.

const KINDS = ["audio/ogg;codecs=opus", "audio/webm;codecs=opus", "audio/mp4"];
const EXTENSIONS = { ogg: "ogg", webm: "webm", mp4: "mp4" };
const MOST_SECONDS = 30 * 60;
const ASK_AGAIN = 3000;

class Recorder extends HTMLElement {
  connectedCallback() {
    this.input = document.getElementById(this.getAttribute("for"));
    this.chooser = document.getElementById(`${this.getAttribute("for")}-chooser`);
    if (!this.input || this.begun) return;
    this.begun = true;
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this[button.dataset.do]();
    });
    this.input.addEventListener("change", () => this.tellState());
    this.tellState();
  }

  disconnectedCallback() {
    clearTimeout(this.asking);
    this.letGo();
  }

  part(selector) {
    return this.querySelector(selector);
  }

  say(text) {
    this.part(".recorder__state").textContent = text;
  }

  sayOf(name) {
    this.say(this.part(`template[data-say="${name}"]`).content.textContent);
  }

  show(...names) {
    for (const button of this.querySelectorAll(".recorder__bar [data-do]")) {
      button.hidden = !names.includes(button.dataset.do);
    }
    const running = names.includes("stop");
    this.part(".recorder__time").hidden = this.part(".recorder__level").hidden = !running;
    this.part(".recorder__made").hidden = names.length > 0;
  }

  // What becomes of the chosen recording, until it stays as it is.
  async tellState() {
    clearTimeout(this.asking);
    const id = this.input.value;
    if (!id) return this.say("");
    const answer = await fetch(this.getAttribute("state").replace("/0/", `/${id}/`)).catch(() => null);
    if (!answer?.ok || id !== this.input.value) return;
    const { state, busy } = await answer.json();
    this.say(state);
    if (busy) this.asking = setTimeout(() => this.tellState(), ASK_AGAIN);
  }

  async start() {
    if (!window.isSecureContext) return this.sayOf("insecure");
    if (!navigator.mediaDevices || !window.MediaRecorder) return this.sayOf("unable");
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true },
      });
    } catch (error) {
      return this.sayOf(error.name === "NotFoundError" ? "nothing" : "refused");
    }
    this.say("");
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    this.recorder = new MediaRecorder(this.stream, { mimeType, audioBitsPerSecond: 48000 });
    this.pieces = [];
    this.seconds = 0;
    this.recorder.addEventListener("dataavailable", ({ data }) => this.pieces.push(data));
    this.recorder.addEventListener("stop", () => this.listen());
    this.recorder.start(1000);
    this.measure();
    this.show("pause", "stop");
    this.part('[data-do="stop"]').focus();
  }

  measure() {
    this.sound = new AudioContext();
    const analyser = this.sound.createAnalyser();
    this.sound.createMediaStreamSource(this.stream).connect(analyser);
    const wave = new Float32Array(analyser.fftSize);
    this.showTime();
    this.ticking = setInterval(() => {
      analyser.getFloatTimeDomainData(wave);
      this.part(".recorder__level").value = Math.min(1, 2 * Math.max(...wave));
      if (this.recorder.state !== "recording") return;
      this.seconds += 0.2;
      this.showTime();
      if (this.seconds >= MOST_SECONDS) {
        this.stop();
        this.sayOf("limit");
      }
    }, 200);
  }

  showTime() {
    const whole = Math.floor(this.seconds);
    const rest = String(whole % 60).padStart(2, "0");
    this.part(".recorder__time").textContent = `${Math.floor(whole / 60)}:${rest}`;
  }

  pause() {
    this.recorder.pause();
    this.show("resume", "stop");
    this.part('[data-do="resume"]').focus();
  }

  resume() {
    this.recorder.resume();
    this.show("pause", "stop");
    this.part('[data-do="pause"]').focus();
  }

  stop() {
    this.recorder.stop();
    this.letGo();
  }

  letGo() {
    clearInterval(this.ticking);
    this.stream?.getTracks().forEach((track) => track.stop());
    this.sound?.close();
    this.stream = this.sound = null;
  }

  listen() {
    this.made = new Blob(this.pieces, { type: this.recorder.mimeType });
    if (!this.made.size) {
      this.show("start");
      return this.sayOf("empty");
    }
    const player = this.part("audio");
    URL.revokeObjectURL(player.src);
    player.src = URL.createObjectURL(this.made);
    this.show();
    this.part('[data-do="use"]').focus();
  }

  again() {
    this.seconds = 0;
    this.showTime();
    this.show("start");
    return this.start();
  }

  async use() {
    const kind = this.made.type.match(/ogg|webm|mp4/)?.[0];
    const body = new FormData();
    body.append("file", this.made, `recording.${EXTENSIONS[kind] || "webm"}`);
    this.part('[data-do="use"]').disabled = true;
    this.sayOf("sending");
    try {
      const answer = await fetch(this.getAttribute("upload"), {
        method: "POST",
        body,
        headers: { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN },
      });
      const told = await answer.json();
      if (!answer.ok) return this.say(told.error);
      this.show("start");
      URL.revokeObjectURL(this.part("audio").src);
      this.chooser.widget.setStateFromModalData(told);
      return this.tellState();
    } catch {
      return this.sayOf("unsent");
    } finally {
      this.part('[data-do="use"]').disabled = false;
    }
  }
}

customElements.define("curriculum-recorder", Recorder);
