/* Below a figure that moves, its lesson folds away what is to be noticed (notebooks/notices.py).
   Once somebody has moved the figure, that opens. */

const NOTICE = "Notice."; // how it begins
const MOVED = ["change", "click", "pointerup", "keyup"]; // a hand, or a key, is done with a move

function openNoticeOnceMoved(root) {
  const open = (event) => {
    if (event.key === "Tab") return;
    const notice = noticeBelow(root);
    if (!notice) return; // JupyterLab has not drawn that cell yet, or there is none
    notice.open = true;
    for (const type of MOVED) root.removeEventListener(type, open);
  };
  for (const type of MOVED) root.addEventListener(type, open);
}

function noticeBelow(root) {
  let cell = root.closest(".jp-Cell");
  while ((cell = cell?.nextElementSibling)) {
    const folded = [...cell.querySelectorAll(".jp-RenderedMarkdown details")];
    const notice = folded.find((one) => one.textContent.trimStart().startsWith(NOTICE));
    if (notice) return notice;
    if (cell.querySelector(".live-figure, .network, .course-figure")) return null; // another figure's
  }
  return null;
}
