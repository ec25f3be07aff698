// The page as it opens, and again in another language.

const languages = document.querySelectorAll("[data-language]");

function draw() {
  fillTexts();
  for (const button of languages) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  drawArticles();
  drawPeople();
  drawPairs();
}

for (const button of languages) {
  button.addEventListener("click", () => {
    language = button.dataset.language;
    draw();
  });
}

draw();
