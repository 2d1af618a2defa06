//! Server-sent events as text: the WHATWG parsing rules over chunks of bytes.
//!
//! In: bytes, cut anywhere. Out: dispatched events. It holds at most `limit` bytes of an event that does not end.

/// An event as it stands in the stream.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RawEvent {
    /// The `event` field; empty: `message`.
    pub(super) name: String,
    /// The `data` lines, joined by line feeds.
    pub(super) data: String,
}

/// An event grew beyond the limit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooLarge;

/// The parser.
#[derive(Debug)]
pub(super) struct Parser {
    limit: usize,
    /// Bytes not parsed yet; all before `at` is done with.
    bytes: Vec<u8>,
    at: usize,
    /// How far the bytes are known to hold no line end.
    searched: usize,
    begun: bool,
    /// The last line ended with a carriage return: a line feed right after belongs to it.
    after_return: bool,
    event: RawEvent,
    has_data: bool,
    pub(super) last_id: String,
    pub(super) retry: Option<u64>,
}

impl Parser {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            bytes: Vec::new(),
            at: 0,
            searched: 0,
            begun: false,
            after_return: false,
            event: RawEvent::default(),
            has_data: false,
            last_id: String::new(),
            retry: None,
        }
    }

    /// Takes the next bytes of the stream.
    pub(super) fn push(&mut self, chunk: &[u8]) {
        self.bytes.drain(..self.at);
        self.searched -= self.at;
        self.at = 0;
        self.bytes.extend_from_slice(chunk);
    }

    /// The next event that is complete. An event that the stream's end cuts off is never given, as the rules say.
    pub(super) fn next(&mut self) -> Result<Option<RawEvent>, TooLarge> {
        while let Some(line) = self.line() {
            if line.is_empty() {
                if let Some(event) = self.dispatch() {
                    return Ok(Some(event));
                }
            } else {
                self.field(&line);
            }
            if self.event.data.len() > self.limit {
                return Err(TooLarge);
            }
        }
        if self.bytes.len() - self.at > self.limit { Err(TooLarge) } else { Ok(None) }
    }

    /// The next line that is complete, without its end: CR LF, LF or CR.
    fn line(&mut self) -> Option<String> {
        if self.after_return && self.bytes.get(self.at) == Some(&b'\n') {
            self.at += 1;
            self.after_return = false;
        }
        self.searched = self.searched.max(self.at);
        let Some(found) = self.bytes[self.searched..].iter().position(|byte| matches!(byte, b'\n' | b'\r')) else {
            self.searched = self.bytes.len();
            return None;
        };
        let end = self.searched + found;
        let mut line = &self.bytes[self.at..end];
        if !self.begun {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
            self.begun = true;
        }
        let line = String::from_utf8_lossy(line).into_owned();
        self.after_return = self.bytes[end] == b'\r';
        self.at = end + 1;
        self.searched = self.at;
        Some(line)
    }

    fn field(&mut self, line: &str) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match name {
            "event" => value.clone_into(&mut self.event.name),
            "data" => {
                if self.has_data {
                    self.event.data.push('\n');
                }
                self.event.data.push_str(value);
                self.has_data = true;
            }
            "id" if !value.contains('\0') => value.clone_into(&mut self.last_id),
            "retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().or(self.retry);
            }
            // A comment has an empty name; other names are ignored.
            _ => {}
        }
    }

    /// The event that a blank line ends; none where it has no data.
    fn dispatch(&mut self) -> Option<RawEvent> {
        let event = std::mem::take(&mut self.event);
        std::mem::take(&mut self.has_data).then_some(event)
    }
}

#[cfg(test)]
mod tests {
    use super::{Parser, RawEvent, TooLarge};

    fn events(chunks: &[&[u8]]) -> Vec<(String, String)> {
        let mut parser = Parser::new(1000);
        let mut out = Vec::new();
        for chunk in chunks {
            parser.push(chunk);
            while let Ok(Some(RawEvent { name, data })) = parser.next() {
                out.push((name, data));
            }
        }
        out
    }

    fn pair(name: &str, data: &str) -> (String, String) {
        (name.to_owned(), data.to_owned())
    }

    #[test]
    fn follows_the_examples_of_the_standard() {
        let text = b": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\ndata: cut off\n";
        assert_eq!(events(&[text]), [pair("", "first event"), pair("", "second event"), pair("", " third event")]);
        assert_eq!(events(&[b"data: YHOO\ndata: +2\ndata: 10\n\n"]), [pair("", "YHOO\n+2\n10")]);
        assert_eq!(events(&[b"data\n\ndata\ndata\n\ndata:"]), [pair("", ""), pair("", "\n")]);
        assert_eq!(events(&[b"data:test\n\ndata: test\n\n"]), [pair("", "test"), pair("", "test")]);
    }

    #[test]
    fn any_cut_and_any_line_end_give_the_same() {
        let text = "\u{feff}event: tick\r\ndata: \u{e4}1\r\rdata: 2\n\r\nevent: x\ndata: 3\r\n\r\n".as_bytes();
        let whole = events(&[text]);
        assert_eq!(whole, [pair("tick", "\u{e4}1"), pair("", "2"), pair("x", "3")]);
        for size in 1..text.len() {
            assert_eq!(events(&text.chunks(size).collect::<Vec<_>>()), whole, "chunks of {size}");
        }
    }

    #[test]
    fn keeps_id_and_retry_and_ignores_bad_ones() {
        let mut parser = Parser::new(1000);
        parser.push(b"id: 7\nretry: 250\ndata: a\n\nid: x\0y\nretry: 1s\ndata: b\n\n");
        while let Ok(Some(_)) = parser.next() {}
        assert_eq!((parser.last_id.as_str(), parser.retry), ("7", Some(250)));
    }

    #[test]
    fn an_endless_line_and_an_endless_event_are_refused() {
        let mut parser = Parser::new(10);
        parser.push(b"data: 0123456789");
        assert_eq!(parser.next(), Err(TooLarge));
        let mut parser = Parser::new(10);
        parser.push(b"data: 01234\ndata: 56789\n");
        assert_eq!(parser.next(), Err(TooLarge));
    }
}
