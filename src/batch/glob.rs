//! The patterns of `--include`: `*`, `?`, `[…]`, and `**` across folders.

/// A pattern. Without a `/` it is matched against file names, with one against the path below the INPUT folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    pattern: Vec<char>,
    whole_path: bool,
}

impl Glob {
    /// Takes a pattern as typed.
    pub fn new(pattern: &str) -> Glob {
        Glob { pattern: pattern.chars().collect(), whole_path: pattern.contains('/') }
    }

    /// Does the relative path match?
    pub fn matches(&self, path: &[u8]) -> bool {
        let name = match (self.whole_path, path.iter().rposition(|&byte| byte == b'/')) {
            (false, Some(slash)) => &path[slash + 1..],
            _ => path,
        };
        let text: Vec<char> = String::from_utf8_lossy(name).chars().collect();
        matches(&self.pattern, &text)
    }
}

/// Backtracks only to the last `*` of each kind: linear in practice, never exponential.
fn matches(pattern: &[char], text: &[char]) -> bool {
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    let mut stars: Option<(usize, usize)> = None;
    loop {
        match pattern.get(p) {
            Some('*') if pattern.get(p + 1) == Some(&'*') => {
                // "**/" also stands for no folder at all
                p += if pattern.get(p + 2) == Some(&'/') { 3 } else { 2 };
                stars = Some((p, t));
                star = None;
                continue;
            }
            Some('*') => {
                p += 1;
                star = Some((p, t));
                continue;
            }
            None if t == text.len() => return true,
            Some(_) if t < text.len() => {
                if let Some(next) = one(pattern, p, text[t]) {
                    (p, t) = (next, t + 1);
                    continue;
                }
            }
            _ => {}
        }
        if let Some((back, from)) = star.filter(|&(_, from)| text.get(from).is_some_and(|&c| c != '/')) {
            star = Some((back, from + 1));
            (p, t) = (back, from + 1);
        } else if let Some((back, from)) = stars.filter(|&(_, from)| from < text.len()) {
            stars = Some((back, from + 1));
            star = None;
            (p, t) = (back, from + 1);
        } else {
            return false;
        }
    }
}

/// Matches one character; the position behind what matched it.
fn one(pattern: &[char], p: usize, character: char) -> Option<usize> {
    match pattern[p] {
        '?' if character != '/' => Some(p + 1),
        '[' => {
            let close = (p + 2..pattern.len()).find(|&at| pattern[at] == ']')?;
            let (negated, set) = match pattern[p + 1] {
                '!' | '^' => (true, &pattern[p + 2..close]),
                _ => (false, &pattern[p + 1..close]),
            };
            let mut found = false;
            let mut at = 0;
            while at < set.len() {
                if set.get(at + 1) == Some(&'-') && at + 2 < set.len() {
                    found |= (set[at]..=set[at + 2]).contains(&character);
                    at += 3;
                } else {
                    found |= set[at] == character;
                    at += 1;
                }
            }
            (found != negated && character != '/').then_some(close + 1)
        }
        literal => (literal == character).then_some(p + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_shells_have_taught() {
        let yes = |pattern: &str, path: &str| {
            assert!(Glob::new(pattern).matches(path.as_bytes()), "{pattern} {path}")
        };
        let no = |pattern: &str, path: &str| {
            assert!(!Glob::new(pattern).matches(path.as_bytes()), "{pattern} {path}")
        };
        yes("*.md", "a/b.md");
        no("*.md", "a/b.mdx");
        yes("b?i.html", "bài.html".replace('à', "a").as_str());
        yes("[a-c]*.log", "b12.log");
        no("[!a-c]*.log", "b12.log");
        yes("2024/**/*.md", "2024/a/b/c.md");
        yes("2024/**/*.md", "2024/c.md");
        no("2024/*.md", "2024/a/c.md");
        yes("*a*b*c", "xxaxxbxxc");
        no("*a*b*c", "xxaxxbxx");
        no(&"*a".repeat(30), &"a".repeat(29));
        yes("", "");
    }
}
