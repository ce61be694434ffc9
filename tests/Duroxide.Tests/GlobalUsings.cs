global using Duroxide.Core;
