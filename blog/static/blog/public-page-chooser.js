// Beside a page that was chosen in the editor: whether readers see it.
(() => {
  class PublicPage extends window.StimulusModule.Controller {
    static targets = ["mark"];
    static values = { url: String };

    connect() {
      this.input = document.getElementById(this.element.id.replace(/-chooser$/, ""));
      this.look = () => this.show();
      this.input.addEventListener("change", this.look);
      // A block's chooser is made by a script, with what the server said of its page.
      if (this.chosen && "public" in this.chosen) this.show();
    }

    disconnect() {
      this.input.removeEventListener("change", this.look);
    }

    get chosen() {
      return this.element.widget?.getState();
    }

    async show() {
      const chosen = this.chosen;
      this.markTarget.hidden = true;
      if (!chosen) return;
      if (!("public" in chosen)) Object.assign(chosen, await this.ask(chosen.id));
      // Meanwhile another may have been chosen.
      if (chosen === this.chosen) this.markTarget.hidden = chosen.public;
    }

    // No answer, no mark.
    async ask(id) {
      try {
        const answer = await fetch(this.urlValue.replace("/0/", `/${id}/`));
        return { public: (await answer.json()).public };
      } catch {
        return { public: true };
      }
    }
  }

  window.wagtail.app.register("public-page", PublicPage);
})();
