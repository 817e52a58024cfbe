/// The style sheet of a report: calm, for screens of any width, light and dark, and for paper.
///
/// No text of a run ever reaches it, and nothing in it names another resource; the page allows this one style
/// sheet by its hash. Colours are those of at least 4.5 : 1 against what they stand on (WCAG 2.2, 1.4.3).
enum PageStyle {
  static let text = """
    :root {
      color-scheme: light;
      --page: #f6f7f8; --card: #ffffff; --line: #dfe3e8; --text: #1c2127; --faint: #5b6570; --code: #f3f5f7;
      --good: #17663a; --good-soft: #e5f4eb; --bad: #b3261e; --bad-soft: #fdeceb; --doubt: #8a5300;
      --doubt-soft: #fdf3e1; --place: #0b5cad; --shadow: 0 1px 2px rgba(20, 30, 40, .06);
    }
    @media screen and (prefers-color-scheme: dark) {
      :root {
        color-scheme: dark;
        --page: #14171b; --card: #1c2026; --line: #333a43; --text: #e3e7eb; --faint: #9aa5b1; --code: #15181d;
        --good: #6fcf97; --good-soft: #17301f; --bad: #ff8a80; --bad-soft: #3a1d1c; --doubt: #f2b85c;
        --doubt-soft: #362913; --place: #7db8f5; --shadow: none;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
    body {
      margin: 0; background: var(--page); color: var(--text); overflow-wrap: anywhere;
      font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
    }
    main, .top, .bottom { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
    .top { padding-top: 1.5rem; }
    .bottom { padding-bottom: 2.5rem; color: var(--faint); font-size: .85rem; }
    h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; }
    h1 { font-size: 1.6rem; margin: .1rem 0 .4rem; }
    h2 { font-size: 1.15rem; margin: 2.2rem 0 .8rem; }
    h3 { font-size: 1rem; margin: 1.2rem 0 .4rem; }
    h4 { font-size: .8rem; margin: 1.1rem 0 .35rem; color: var(--faint); font-weight: 600; }
    p { margin: .4rem 0; }
    a { color: var(--place); text-underline-offset: .15em; }
    a:focus-visible, summary:focus-visible, pre:focus-visible { outline: 2px solid var(--place); outline-offset: 2px; }
    code, pre, .mono { font-family: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    code, pre, bdi { unicode-bidi: isolate; direction: ltr; }
    code { font-size: .88em; }
    pre {
      margin: .3rem 0; padding: .6rem .75rem; background: var(--code); border: 1px solid var(--line); border-radius: 6px;
      font-size: .8rem; line-height: 1.5; white-space: pre; overflow: auto; overflow-wrap: normal; max-height: 30rem; tab-size: 4;
    }
    pre code { font-size: inherit; }
    pre.wrapped { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card); }
    .strong { font-weight: 600; }
    .faint { color: var(--faint); }
    .good { color: var(--good); }
    .bad { color: var(--bad); }
    .doubt { color: var(--doubt); }
    .place { color: var(--place); }
    .small { font-size: .85rem; }
    .card {
      background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.2rem;
      box-shadow: var(--shadow);
    }
    .verdict { border-left: 6px solid var(--faint); }
    .verdict.is-good { border-left-color: var(--good); }
    .verdict.is-bad { border-left-color: var(--bad); }
    .verdict.is-doubt { border-left-color: var(--doubt); }
    .chip {
      display: inline-block; padding: .05rem .55rem; border-radius: 99px; font-size: .78rem; font-weight: 650;
      letter-spacing: .02em; background: var(--code); color: var(--faint); border: 1px solid currentColor; white-space: nowrap;
    }
    .chip.is-good { color: var(--good); background: var(--good-soft); }
    .chip.is-bad { color: var(--bad); background: var(--bad-soft); }
    .chip.is-doubt { color: var(--doubt); background: var(--doubt-soft); }
    .kicker { color: var(--faint); font-size: .88rem; margin: 0 0 .7rem; }
    .prose { max-width: 46rem; }
    .notes { list-style: none; margin: .8rem 0 0; padding: .7rem 0 0; border-top: 1px solid var(--line); font-size: .9rem; }
    .notes li { margin: .2rem 0; }
    blockquote { margin: .8rem 0; padding: .1rem 0 .1rem .9rem; border-left: 3px solid var(--place); }
    blockquote .words { white-space: pre-wrap; }
    dl.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .55rem 1.5rem; margin: 1rem 0 0; }
    dl.facts div { min-width: 0; }
    dl.facts .long { grid-column: 1 / -1; }
    dt { color: var(--faint); font-size: .76rem; }
    dd { margin: 0; font-size: .9rem; }
    nav ul { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; list-style: none; margin: 1rem 0 0; padding: 0; font-size: .9rem; }
    table { border-collapse: collapse; width: 100%; font-size: .88rem; }
    th { text-align: left; color: var(--faint); font-weight: 600; font-size: .78rem; }
    th, td { padding: .32rem .7rem .32rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
    tr:last-child > td, tbody tr:last-child > th { border-bottom: 0; }
    tbody th { font-weight: 500; color: var(--text); font-size: inherit; }
    tbody th.short { white-space: nowrap; }
    .wide { overflow-x: auto; }
    td.sign, td.number, td.time { white-space: nowrap; font-variant-numeric: tabular-nums; }
    td.time, td.number { color: var(--faint); }
    td.bar { width: 22%; min-width: 5rem; }
    .bar svg { display: block; width: 100%; height: .55rem; margin-top: .45rem; }
    .bar rect.track { fill: var(--code); }
    .bar rect.passed { fill: var(--good); } .bar rect.failed { fill: var(--bad); }
    .bar rect.flaky, .bar rect.unknown { fill: var(--doubt); } .bar rect.skipped { fill: var(--faint); }
    .two { display: grid; grid-template-columns: minmax(0, 30rem) minmax(0, 1fr); gap: 1.5rem; align-items: start; }
    .way { width: 100%; max-width: 30rem; height: auto; display: block; }
    .way text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--text); }
    .way .label { font-size: 11px; fill: var(--faint); }
    .way .title { font: 11.5px system-ui, "Noto Sans", sans-serif; fill: var(--faint); }
    .way .table { fill: var(--card); stroke: var(--text); stroke-width: 1.3; }
    .way .band { fill: none; stroke: var(--line); }
    .way .node { fill: var(--card); stroke: var(--line); stroke-width: 1.3; }
    .way .is-good .node { fill: var(--good-soft); stroke: var(--good); }
    .way .is-bad .node { fill: var(--bad-soft); stroke: var(--bad); }
    .way .is-doubt .node { fill: var(--doubt-soft); stroke: var(--doubt); }
    .way .is-faint .node { stroke-dasharray: 3 3; }
    .way .is-faint text { fill: var(--faint); }
    .way .end text { font-weight: 650; }
    .way .taken { stroke: var(--text); stroke-width: 1.8; fill: none; }
    .way .head { fill: var(--text); }
    .way .other { stroke: var(--faint); stroke-width: 1; stroke-dasharray: 3 3; fill: none; }
    ol.decisions { margin: 0; padding-left: 1.2rem; font-size: .9rem; }
    ol.decisions li { margin: 0 0 .6rem; }
    ol.decisions ul { margin: .15rem 0 0; padding-left: 1rem; color: var(--faint); font-size: .85rem; }
    details { min-width: 0; }
    summary { cursor: pointer; }
    details.step { background: var(--card); border: 1px solid var(--line); border-radius: 8px; margin: .45rem 0; box-shadow: var(--shadow); }
    details.step > summary { padding: .55rem .9rem; display: grid; grid-template-columns: 1.2rem minmax(0, 1fr) auto; gap: .5rem; align-items: baseline; list-style: none; }
    details.step > summary::-webkit-details-marker { display: none; }
    details.step > summary h3 > span { font-weight: 400; }
    details.step[open] > summary { border-bottom: 1px solid var(--line); }
    details.step > summary h3 { display: inline; margin: 0; font-size: .92rem; }
    details.step > .inside { padding: .5rem .9rem .9rem; }
    details.is-bad { border-left: 4px solid var(--bad); }
    details.is-doubt { border-left: 4px solid var(--doubt); }
    details.attempt { border-top: 1px solid var(--line); padding: .4rem 0; }
    details.attempt > summary, details.stream > summary { font-size: .88rem; }
    details.stream { margin: .35rem 0; }
    .command::before { content: "$ "; color: var(--faint); }
    ul.expectations { list-style: none; margin: .2rem 0; padding: 0; font-size: .9rem; }
    ul.expectations > li { margin: .3rem 0; padding-left: 1.3rem; position: relative; }
    ul.expectations > li > .sign { position: absolute; left: 0; font-weight: 700; }
    ul.expectations dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .8rem; margin: .25rem 0; align-items: baseline; }
    ul.expectations dd { font-size: inherit; }
    .mark { color: var(--doubt); font-style: italic; }
    pre.source code { counter-reset: line; }
    pre.source .l::before {
      counter-increment: line; content: counter(line); display: inline-block; width: 3.2em; margin-right: 1em;
      text-align: right; color: var(--faint); user-select: none;
    }
    .l:target { background: var(--doubt-soft); }
    details.run { margin: 1.6rem 0 0; border-top: 2px solid var(--line); padding-top: .9rem; }
    details.run > summary h2 { display: inline; margin: 0; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    @media (max-width: 46rem) {
      main, .top, .bottom { padding-left: .8rem; padding-right: .8rem; }
      .card { padding: .8rem .9rem; }
      .two { grid-template-columns: minmax(0, 1fr); }
      td.bar, th.bar { display: none; }
      dl.facts { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); }
      ul.expectations dl { grid-template-columns: minmax(0, 1fr); }
      ul.expectations dd { margin-bottom: .25rem; }
    }
    @media print {
      @page { margin: 14mm 13mm; }
      :root { --page: #ffffff; --code: #f7f8f9; }
      html { font-size: 13px; }
      body { font-size: 1rem; }
      main, .top, .bottom { max-width: none; padding: 0; }
      nav { display: none; }
      a { color: inherit; text-decoration: none; }
      pre { white-space: pre-wrap; overflow-wrap: anywhere; max-height: none; font-size: 7.5pt; }
      h2, h3, h4, summary { break-after: avoid; }
      .card, details.step:not([open]), tr, li, svg { break-inside: avoid; }
      * { box-shadow: none !important; }
      .chip, .way *, .bar *, details { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
    }
    """
}
