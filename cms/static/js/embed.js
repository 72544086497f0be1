// Who asks for an embed gets its provider's frame in the place of the picture.
for (const button of document.querySelectorAll("button[data-frame]")) {
  button.addEventListener("click", () => {
    const figure = button.closest(".embed");
    const frame = document.createElement("iframe");
    frame.className = button.dataset.kind;
    frame.title = figure.querySelector(".title").textContent;
    frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = button.dataset.frame;
    figure.querySelector("picture, img")?.remove();
    button.parentElement.remove();
    figure.prepend(frame);
    frame.focus();
  });
}
