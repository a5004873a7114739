// Bad Wi-Fi is normal: where the page's scripts did not arrive, it is asked for again, later each
// time, and the time starts anew once it has opened.
addEventListener("load", () => {
  const tries = Number(sessionStorage.getItem("opening")) || 0;
  setTimeout(
    () => {
      const open = document.querySelector(".opening") === null;
      sessionStorage.setItem("opening", open ? 0 : tries + 1);
      if (!open) location.reload();
    },
    Math.min(5_000 * 2 ** tries, 60_000),
  );
});
